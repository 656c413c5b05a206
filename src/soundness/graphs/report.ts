/** What a run on graphs counted, as the last section of reports/soundness.md. */

import { at } from '../../model/at.ts';
import { operationNames } from '../../model/operations.ts';
import { choices } from '../emulation/style.ts';
import {
  countColumns,
  histogramByPrecision,
  precisionNames,
  tableByPrecision,
} from '../report/by-precision.ts';
import { percent, share, short, table, whole } from '../report/markdown.ts';
import { quantile } from '../trials/histogram.ts';
import { graphFamilies } from './problem-case.ts';
import { graphChoices } from './style.ts';
import { type GraphTallies, selectedGraphs } from './tally.ts';

/** A run on graphs: reports/soundness-graphs.json. */
export interface GraphRun {
  /** What wrote it. */
  readonly command: string;
  readonly seed: number;
  /** Problems drawn; each is put to subjects of every format. */
  readonly problems: number;
  readonly tallies: GraphTallies;
}

const opening = ({ command, seed, problems, tallies }: GraphRun): readonly string[] => {
  const { runs, entries, violations } = selectedGraphs(tallies);
  return [
    '## Graphs',
    '',
    `Written by \`${command}\` from reports/soundness-graphs.json, by itself.`,
    '',
    `**${whole(problems)} graphs, ${whole(runs)} runs, ${whole(entries)} numbers, ${whole(violations)} violations** (seeds from ${seed}).`,
    violations === 0
      ? `With 95 % confidence fewer than ${short(3 / problems)} of graphs drawn like these lead outside a bound (the rule of three).`
      : 'Bounds with violations are not sound.',
    '',
    `A run is one emulated answer to one graph, judged number by number (value, gradients) against the table over 192-bit numbers; one that follows the convention is judged by the bounds of the convention too, and counts twice. Families take turns at all ${operationNames.length} operations.`,
  ];
};

const byFormat = ({ tallies }: GraphRun): readonly string[] =>
  tableByPrecision(
    (format) => selectedGraphs(tallies, { format }),
    [
      ...countColumns,
      ['largest share, certain', ({ largestShare }) => share(largestShare)],
      ['largest share, uncertain', ({ largestUncertainShare }) => share(largestUncertainShare)],
      ['beyond half', ({ beyondHalf }) => whole(beyondHalf)],
      ['bound / \\|g\\|', ({ relative }) => short(quantile(relative, 0.5))],
      ['p90', ({ relative }) => short(quantile(relative, 0.9))],
    ],
  );

const histogram = ({ tallies }: GraphRun): readonly string[] => [
  'Numbers by share of their bound, all sides certain:',
  '',
  ...histogramByPrecision((format) => selectedGraphs(tallies, { format }).shares),
];

const byFamily = ({ tallies }: GraphRun): readonly string[] => [
  ...table(
    ['family', 'graphs', 'runs', 'numbers', 'violations', 'largest share', 'uncertain', 'unbounded'],
    Object.entries(graphFamilies).map(([family, { says }]) => {
      const tally = selectedGraphs(tallies, { family });
      // A problem is counted once in each precision.
      const drawn = selectedGraphs(tallies, { family, format: at(precisionNames, 0) });
      return [
        `${family}: ${says}`,
        whole(drawn.problems),
        whole(tally.runs),
        whole(tally.entries),
        whole(tally.violations),
        share(tally.largestShare),
        percent(tally.uncertain, tally.entries),
        percent(tally.unbounded, tally.entries),
      ];
    }),
  ),
  '',
  `Styles: those of networks (${Object.keys(choices).join(', ')}) and ${Object.entries(graphChoices)
    .map(([choice, values]) => `${choice} (${values.join(', ')})`)
    .join('; ')}.`,
];

const excluded = ({ tallies }: GraphRun): readonly string[] => {
  const total = selectedGraphs(tallies);
  return table(
    ['excluded', 'count'],
    [
      [
        'styles made plainer: exponentials that are not shifted or composed would leave the range (assumption 4)',
        `${whole(total.excluded)} runs`,
      ],
      [
        'a bound is infinite (a divisor, logarithm or root may meet 0, or something may overflow)',
        `${whole(total.unbounded)} numbers`,
      ],
      ['not finite, at a graph with a saturation that says why', `${whole(total.excused)} numbers`],
    ],
  );
};

/** The section. */
export const graphSection = (run: GraphRun): string =>
  [opening(run), byFormat(run), histogram(run), byFamily(run), excluded(run)]
    .map((part) => part.join('\n'))
    .join('\n\n')
    .concat('\n');
