/** Tables with a row for each precision. */

import { formats } from '../trials/formats.ts';
import { shareEnds } from '../trials/histogram.ts';
import { percent, table, whole } from './markdown.ts';

/** In the order of the rows. */
export const precisionNames: readonly string[] = formats.map(({ name }) => name);

/** What stands above a column, and what it says of the counts of one precision. */
export type Column<C> = readonly [title: string, cell: (counts: C) => string];

/** How much was counted, which every table of shares begins with. */
export const countColumns: readonly Column<{
  readonly runs: number;
  readonly entries: number;
  readonly violations: number;
}>[] = [
  ['runs', ({ runs }) => whole(runs)],
  ['numbers', ({ entries }) => whole(entries)],
  ['violations', ({ violations }) => whole(violations)],
];

/** A row per precision, of its counts. */
export const tableByPrecision = <C>(
  countsOf: (precision: string) => C,
  columns: readonly Column<C>[],
): readonly string[] =>
  table(
    ['precision', ...columns.map(([title]) => title)],
    precisionNames.map((precision) => {
      const counts = countsOf(precision);
      return [precision, ...columns.map(([, cell]) => cell(counts))];
    }),
  );

const binTitles = ['exact', ...shareEnds.slice(1).map((end) => `to ${end}`)];

/** Numbers by share of their bound, in per cent; `sharesOf` counts them by the bins of `shareEnds`. */
export const histogramByPrecision = (sharesOf: (precision: string) => readonly number[]): readonly string[] =>
  table(
    ['precision', ...binTitles],
    precisionNames.map((precision) => {
      const shares = sharesOf(precision);
      const total = shares.reduce((sum, count) => sum + count, 0);
      return [precision, ...shares.map((count) => percent(count, total))];
    }),
  );
