/** Text within a number of columns. */

/** What a terminal of the smallest usual size shows in one line. */
const narrow = 80;

/** What the report of a run keeps to. */
const wide = 100;

interface Layout {
  readonly columns: number;
  /** Stands in front of the first line. */
  readonly first: string;
  /** Stands in front of the others. */
  readonly rest: string;
}

const filled = (words: readonly string[], { columns, first, rest }: Layout): readonly string[] => {
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of words) {
    const front = lines.length === 0 ? first : rest;
    if (line !== undefined && front.length + line.length + 1 + word.length > columns) {
      lines.push(`${front}${line}`);
      line = word;
    } else line = line === undefined ? word : `${line} ${word}`;
  }
  lines.push(`${lines.length === 0 ? first : rest}${line ?? ''}`);
  return lines.map((each) => each.trimEnd());
};

const pieces = (word: string, width: number): readonly string[] =>
  word.length <= width ? [word] : (word.match(new RegExp(`.{1,${width}}`, 'gs')) ?? []);

/**
 * The words of `text` in lines of at most 80 columns: `first` in front of the first line, as many spaces
 * in front of the others. A word wider than a line is broken.
 */
export const wrap = (text: string, first = ''): readonly string[] => {
  const words = text.split(/\s+/).flatMap((each) => pieces(each, narrow - first.length));
  return filled(words, { columns: narrow, first, rest: ' '.repeat(first.length) });
};

/**
 * The words of `text` in lines of at most 100 columns behind `indent`, the later ones two columns further in. A word
 * wider than a line stays whole: it may be a path or JSON.
 */
export const paragraph = (text: string, indent = ''): readonly string[] =>
  filled(text.split(' '), { columns: wide, first: indent, rest: `${indent}  ` });
