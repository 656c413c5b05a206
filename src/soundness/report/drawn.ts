/** What was drawn: families of problems, styles, and what the contract excludes of them. */

import { implementations } from '../../gradients/registry.ts';
import { choices } from '../emulation/style.ts';
import { largestShare, selected } from '../selection.ts';
import { type Exclusion, exclusions } from '../trials/contract.ts';
import { type Family, families, familyFacts } from '../trials/families.ts';
import { quantile } from '../trials/histogram.ts';
import type { Tally } from '../trials/tally.ts';
import { percent, share, short, table, whole } from './markdown.ts';

const familyRow = (tally: Tally, family: Family): readonly string[] => {
  const cell = selected(tally, { family });
  const median = (format: string) => short(quantile(selected(tally, { format, family }).relative, 0.5));
  return [
    `${family}: ${familyFacts[family].says}`,
    whole(cell.runs),
    whole(cell.violations),
    share(largestShare(cell)),
    percent(cell.uncertainRuns, cell.runs),
    percent(cell.unbounded, cell.entries),
    median('float64'),
    median('float32'),
    median('bfloat16'),
  ];
};

/** Runs by family, and the styles. */
export const byFamily = (tally: Tally): readonly string[] => [
  '## Families',
  '',
  'Every activation and loss, with and without biases and penalty. The last columns are medians of bound / |g|.',
  '',
  ...table(
    [
      'family',
      'runs',
      'violations',
      'largest share',
      'uncertain',
      'unbounded',
      'float64',
      'float32',
      'bfloat16',
    ],
    families.map((family) => familyRow(tally, family)),
  ),
  '',
  `Styles: ${Object.entries(choices)
    .map(([choice, values]) => `${choice} (${values.join(', ')})`)
    .join(
      '; ',
    )}. \`inexact\` moves exp, expm1, ln, sqrt and tanh by nearly the 8 u that the contract allows, \`exponentials\` composes tanh from e^z and e^-z, and \`fused\` products are fused multiply-adds, rounded once.`,
];

/** What was made plainer, and what nothing judges. */
export const excluded = (tally: Tally): readonly string[] => {
  const total = selected(tally);
  return [
    '## Exclusions',
    '',
    ...table(
      ['what', 'count'],
      [
        ...(Object.keys(exclusions) as Exclusion[]).map((name) => [
          `styles made plainer: ${exclusions[name]}`,
          `${whole(total.excluded[name])} runs`,
        ]),
        [
          'a bound is infinite (a sum of magnitudes may overflow, a norm may be 0): judged by nothing',
          `${whole(total.unbounded)} numbers`,
        ],
        ['not a single bound is finite: a run all the same', `${whole(total.emptyRuns)} runs`],
        ['not finite, for a reason that `saturation` gives', `${whole(total.excused)} numbers`],
      ],
    ),
    '',
    'Never emulated, because the contract leaves it out: fast matrix products (Strassen, Winograd), forward accumulation, flat sums over paths.',
  ];
};

/** Our own implementations on the same problems. */
export const own = (tally: Tally): readonly string[] => [
  '## Our own implementations',
  '',
  'In float64, on every fourth of the same problems; not counted above. Per-weight is not asked about 8 layers. Left out: a cross-entropy of an output below the normal range, which a graph of operations divides by (assumption 9).',
  '',
  ...table(
    ['implementation', 'answers', 'left out', 'numbers', 'violations', 'largest share, certain'],
    implementations.map(({ name }) => {
      const cell = selected(tally, { format: name });
      const { runs, entries, violations, excluded: left } = cell;
      return [
        name,
        whole(runs),
        whole(left.division),
        whole(entries),
        whole(violations),
        share(largestShare(cell)),
      ];
    }),
  ),
];
