/** Text within a number of columns. */

/** What a terminal of the smallest usual size shows in one line. */
const columns = 80;

const pieces = (word: string, width: number): readonly string[] =>
  word.length <= width ? [word] : (word.match(new RegExp(`.{1,${width}}`, 'gs')) ?? []);

/**
 * The words of `text` in lines of at most 80 columns: `first` in front of the first line, as many spaces
 * in front of the others. A word wider than a line is broken.
 */
export const wrap = (text: string, first = ''): readonly string[] => {
  const width = columns - first.length;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((each) => pieces(each, width))) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  const rest = ' '.repeat(first.length);
  return [...lines, line].map((each, index) => `${index === 0 ? first : rest}${each}`.trimEnd());
};
