/** Numbers and tables in Markdown. */

import type { Spread } from './statistics.ts';

/** Three significant digits, without an exponent. */
export const short = (value: number): string =>
  new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(value);

export const withSpread = ({ median: middle, lowest, highest }: Spread, unit: string): string =>
  lowest === highest
    ? `${short(middle)}${unit}`
    : `${short(middle)}${unit} (${short(lowest)} to ${short(highest)})`;

/** The first column to the left, the others to the right. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
