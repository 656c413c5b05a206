/** Anybody's text inside Markdown of GitHub: always code, where nothing is markup, a link or a mention. */

import { escapeControl, escapeLine } from './escape.ts';

const longestRun = (text: string): number =>
  Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));

/** Inline code on one line; blanks at both ends keep backticks at the ends apart from the fence. */
export const code = (text: string): string => {
  const line = escapeLine(text);
  const shown = line.trim() === '' ? '(blank)' : line;
  const fence = '`'.repeat(longestRun(shown) + 1);
  const gap = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return `${fence}${gap}${shown}${gap}${fence}`;
};

/** The same in a cell of a table, where a bar must be escaped even inside code. */
export const codeCell = (text: string): string => code(text.replaceAll('\\|', '\\ |')).replaceAll('|', '\\|');

/** A block of code; its fence is longer than any inside. */
export const codeBlock = (lines: readonly string[]): readonly string[] => {
  const text = escapeControl(lines.join('\n'));
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [`${fence}text`, ...text.split('\n'), fence];
};
