/** What a run counted, as the text of reports/soundness.md: the same for the same sources, seed and runs. */

import { implementations } from '../gradients/registry.ts';
import { choices } from './emulation/style.ts';
import { percent, share, short, table, whole } from './markdown.ts';
import type { SoFar } from './progress-file.ts';
import { ruleTable } from './rule-tables.ts';
import { largestShare, selected } from './selection.ts';
import { type Exclusion, exclusions } from './trials/contract.ts';
import { type Family, families, familyFacts } from './trials/families.ts';
import { quantities } from './trials/flat.ts';
import { float64, formats } from './trials/formats.ts';
import { quantile, shareEnds } from './trials/histogram.ts';
import type { Tally } from './trials/tally.ts';

const formatNames = formats.map(({ name }) => name);

const opening = ({ emulated, seed }: SoFar, command: string): readonly string[] => {
  const { runs, problems, entries, violations } = selected(emulated);
  const { problems: drawn } = selected(emulated, { format: float64.name });
  return [
    '# Soundness of the bounds, measured',
    '',
    `Written by \`${command}\`; the same sources, seed and number of runs give the same numbers.`,
    '',
    `**${whole(runs)} runs, ${whole(entries)} numbers, ${whole(violations)} violations** (seed ${seed}).`,
    violations === 0
      ? `Of ${whole(drawn)} problems drawn, each answered in many ways, none led outside a bound: with 95 % confidence fewer than ${short(3 / drawn)} of problems drawn like these do (the rule of three).`
      : 'Bounds with violations are not sound.',
    '',
    `A run is one emulated answer to one problem, judged number by number (cost, outputs, deltas, gradients) against the exact answer in double-double arithmetic. Every problem is put to several subjects in each precision that it suits: ${whole(problems)} pairs of problem and precision. A violation is a finite number outside its bound, or one that is not finite although its bound is and nothing excuses it. The exact answer is itself held against 64 decimal digits in the tests, and our own implementations, which share no code with it, are judged below.`,
  ];
};

const soundness = (tally: Tally): readonly string[] => [
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

const byQuantity = (tally: Tally): readonly string[] => [
  '## Largest share by quantity, certain',
  '',
  ...table(
    ['precision', ...quantities],
    formatNames.map((format) => [format, ...selected(tally, { format }).largest.map(share)]),
  ),
];

const binNames = ['exact', ...shareEnds.slice(1).map((end) => `to ${end}`)];

const histogram = (tally: Tally): readonly string[] => [
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

const tightness = (tally: Tally): readonly string[] => [
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

const byFamily = (tally: Tally): readonly string[] => [
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

const excluded = (tally: Tally): readonly string[] => {
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

const own = (tally: Tally): readonly string[] => [
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

const sideBySide = (tally: Tally): readonly string[] => [
  '## Beside rules in wide use',
  '',
  'The same answers, gradients only, where all of them are finite. A false alarm: a correct answer of which some entry is refused. A miss: one entry, drawn at random, multiplied by 1 + error and accepted. The rules compare with the exact answer; backproof compares, as in use, with a float64 reference and adds its bound.',
  '',
  'Benign nets:',
  '',
  ...ruleTable((format) => selected(tally, { format, family: 'benign' }), 'certainRules'),
  '',
  'All families, branches certain:',
  '',
  ...ruleTable((format) => selected(tally, { format }), 'certainRules'),
  '',
  'All families, some branch uncertain (a correct subject may be a whole jump away):',
  '',
  ...ruleTable((format) => selected(tally, { format }), 'uncertainRules'),
];

/** The whole report. */
export const reportOf = (soFar: SoFar, command: string): string =>
  [
    opening(soFar, command),
    soundness(soFar.emulated),
    byQuantity(soFar.emulated),
    histogram(soFar.emulated),
    tightness(soFar.emulated),
    byFamily(soFar.emulated),
    sideBySide(soFar.emulated),
    excluded(soFar.emulated),
    own(soFar.own),
  ]
    .map((part) => part.join('\n'))
    .join('\n\n')
    .concat('\n');
