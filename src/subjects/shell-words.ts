/** Words of a command line as a person would type them. */

const plain = /^[\w@%+=:,./-]+$/;

/** One word, in single quotes where a shell would not take it as it is. */
export const shellWord = (word: string): string =>
  plain.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

const longest = 80;

/** `python3 net.py`, cut where it is long. */
export const shown = (words: readonly string[]): string => {
  const text = words.map(shellWord).join(' ');
  return text.length > longest ? `${text.slice(0, longest)}...` : text;
};
