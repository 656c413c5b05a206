/** Text as HTML. */

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text that can stand between tags and in attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

/** A sentence of the spec's data: what stands in backticks is code. */
export const sentence = (text: string): string => escapeHtml(text).replace(/`([^`]*)`/g, '<code>$1</code>');

/** `<a href="to">text</a>`; the text is escaped. */
export const link = (to: string, text: string): string =>
  `<a href="${escapeHtml(to)}">${escapeHtml(text)}</a>`;

/** A table that scrolls by itself where the page is narrow; cells are HTML. */
export const table = (
  name: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string => {
  const head = heads.map((cell) => `<th scope="col">${cell}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
  return `<section class="wide" tabindex="0" aria-label="${escapeHtml(name)}"><table>
<thead><tr>${head}</tr></thead>
<tbody>
${body.join('\n')}
</tbody></table></section>`;
};
