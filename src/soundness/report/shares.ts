/** How much of the bounds was used, by precision, by quantity and as a histogram; and how tight they are. */

import { largestShare, selected } from '../selection.ts';
import { quantities } from '../trials/flat.ts';
import { quantile } from '../trials/histogram.ts';
import type { Tally } from '../trials/tally.ts';
import { countColumns, histogramByPrecision, precisionNames, tableByPrecision } from './by-precision.ts';
import { share, short, table } from './markdown.ts';

/** Runs, violations and the largest share of a bound. */
export const byPrecision = (tally: Tally): readonly string[] => [
  '## By precision',
  '',
  'Share: error / bound. Certain: no branch (kink, tie, margin) is in doubt in that precision; where one is, a whole jump is in the bound and attained. A bound divided by more than the last column is violated in this very run.',
  '',
  ...tableByPrecision(
    (format) => selected(tally, { format }),
    [
      ...countColumns,
      ['largest share, certain', (cell) => share(largestShare(cell))],
      ['largest share, uncertain', ({ largestUncertain }) => share(largestUncertain)],
      ['smallest factor that shows', (cell) => short(1 / largestShare(cell))],
    ],
  ),
];

/** The largest share of each quantity. */
export const byQuantity = (tally: Tally): readonly string[] => [
  '## Largest share by quantity, certain',
  '',
  ...table(
    ['precision', ...quantities],
    precisionNames.map((format) => [format, ...selected(tally, { format }).largest.map(share)]),
  ),
];

/** Counts of numbers by share. */
export const histogram = (tally: Tally): readonly string[] => [
  '## Numbers by share of their bound',
  '',
  'Finite bounds only; all branches certain.',
  '',
  ...histogramByPrecision((format) => selected(tally, { format }).certainShares),
];

/** bound / |g|. */
export const tightness = (tally: Tally): readonly string[] => [
  '## Tightness',
  '',
  'Of gradient entries that are not 0, bound / |g|: median and ninth decile. An error of twice that is certain to be seen, whatever the subject rounds: the smallest such error is given at the median entry, and at the best entry of the median problem.',
  '',
  ...tableByPrecision(
    (format) => ({ all: selected(tally, { format }), benign: selected(tally, { format, family: 'benign' }) }),
    [
      ['bound / \\|g\\|', ({ all }) => short(quantile(all.relative, 0.5))],
      ['p90', ({ all }) => short(quantile(all.relative, 0.9))],
      ['benign', ({ benign }) => short(quantile(benign.relative, 0.5))],
      ['p90', ({ benign }) => short(quantile(benign.relative, 0.9))],
      ['certain to be seen', ({ all }) => short(2 * quantile(all.relative, 0.5))],
      ['at the best entry', ({ all }) => short(2 * quantile(all.best, 0.5))],
    ],
  ),
];
