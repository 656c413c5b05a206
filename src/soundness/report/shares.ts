/** How much of the bounds was used, by precision, by quantity and as a histogram; and how tight they are. */

import { largestShare, selected } from '../selection.ts';
import { quantities } from '../trials/flat.ts';
import { formats } from '../trials/formats.ts';
import { quantile, shareEnds } from '../trials/histogram.ts';
import type { Tally } from '../trials/tally.ts';
import { percent, share, short, table, whole } from './markdown.ts';

const formatNames = formats.map(({ name }) => name);

/** Runs, violations and the largest share of a bound. */
export const byPrecision = (tally: Tally): readonly string[] => [
  '## By precision',
  '',
  'Share: error / bound. Certain: no branch (kink, tie, margin) is in doubt in that precision; where one is, a whole jump is in the bound and attained. A bound divided by more than the last column is violated in this very run.',
  '',
  ...table(
    [
      'precision',
      'runs',
      'numbers',
      'violations',
      'largest share, certain',
      'largest share, uncertain',
      'smallest factor that shows',
    ],
    formatNames.map((format) => {
      const cell = selected(tally, { format });
      return [
        format,
        whole(cell.runs),
        whole(cell.entries),
        whole(cell.violations),
        share(largestShare(cell)),
        share(cell.largestUncertain),
        short(1 / largestShare(cell)),
      ];
    }),
  ),
];

/** The largest share of each quantity. */
export const byQuantity = (tally: Tally): readonly string[] => [
  '## Largest share by quantity, certain',
  '',
  ...table(
    ['precision', ...quantities],
    formatNames.map((format) => [format, ...selected(tally, { format }).largest.map(share)]),
  ),
];

const binNames = ['exact', ...shareEnds.slice(1).map((end) => `to ${end}`)];

/** Counts of numbers by share. */
export const histogram = (tally: Tally): readonly string[] => [
  '## Numbers by share of their bound',
  '',
  'Finite bounds only; all branches certain.',
  '',
  ...table(
    ['precision', ...binNames],
    formatNames.map((format) => {
      const { certainShares } = selected(tally, { format });
      const total = certainShares.reduce((sum, count) => sum + count, 0);
      return [format, ...certainShares.map((count) => percent(count, total))];
    }),
  ),
];

/** bound / |g|. */
export const tightness = (tally: Tally): readonly string[] => [
  '## Tightness',
  '',
  'Of gradient entries that are not 0, bound / |g|: median and ninth decile. An error of twice that is certain to be seen, whatever the subject rounds: the smallest such error is given at the median entry, and at the best entry of the median problem.',
  '',
  ...table(
    ['precision', 'bound / \\|g\\|', 'p90', 'benign', 'p90', 'certain to be seen', 'at the best entry'],
    formatNames.map((format) => {
      const all = selected(tally, { format });
      const benign = selected(tally, { format, family: 'benign' });
      return [
        format,
        short(quantile(all.relative, 0.5)),
        short(quantile(all.relative, 0.9)),
        short(quantile(benign.relative, 0.5)),
        short(quantile(benign.relative, 0.9)),
        short(2 * quantile(all.relative, 0.5)),
        short(2 * quantile(all.best, 0.5)),
      ];
    }),
  ),
];
