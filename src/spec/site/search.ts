/** The only script of the site: hides the entries of a list that do not have the words that are typed. */

/** Works on `#words`, `#found` and the items of `#entries`; without it the whole list stands there. */
export const searchScript = `
const words = document.getElementById('words');
const found = document.getElementById('found');
const entries = [...document.querySelectorAll('#entries li')].map((item) => [item, item.textContent.toLowerCase()]);
const search = () => {
  const wanted = words.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let count = 0;
  for (const [item, text] of entries) {
    item.hidden = !wanted.every((word) => text.includes(word));
    if (!item.hidden) count += 1;
  }
  found.textContent = count + ' of ' + entries.length;
};
document.getElementById('search').hidden = false;
words.addEventListener('input', search);
search();
`;
