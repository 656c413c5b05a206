/** What a run on networks counted, as the text of reports/soundness.md: the same for the same sources, seed and runs. */

import type { SoFar } from '../progress-file.ts';
import { selected } from '../selection.ts';
import { float64 } from '../trials/formats.ts';
import type { Tally } from '../trials/tally.ts';
import { byFamily, excluded, own } from './drawn.ts';
import { short, whole } from './markdown.ts';
import { ruleTable } from './rule-tables.ts';
import { byPrecision, byQuantity, histogram, tightness } from './shares.ts';

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

/** The sections of networks. */
export const reportOf = (soFar: SoFar, command: string): string =>
  [
    opening(soFar, command),
    byPrecision(soFar.emulated),
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
