/** The derived bound beside rules in wide use: false alarms and misses on the same answers. */

import { at } from '../../model/at.ts';
import { formats } from '../trials/formats.ts';
import { plantedErrors, ruleNames, rules } from '../trials/rules.ts';
import type { Cell, RuleCounts } from '../trials/tally.ts';
import { percent, table, whole } from './markdown.ts';

const head = [
  'precision',
  'rule',
  'correct answers',
  'false alarms',
  ...plantedErrors.map((error) => `misses ${error}`),
];

const row = (format: string, says: string, { correct, alarms, planted, missed }: RuleCounts) => [
  format,
  says,
  whole(correct),
  percent(alarms, correct),
  ...plantedErrors.map((_, which) => percent(at(missed, which), at(planted, which))),
];

/** One table; `cellOf` gives what was counted in a format. */
export const ruleTable = (
  cellOf: (format: string) => Cell,
  which: 'certainRules' | 'uncertainRules',
): readonly string[] =>
  table(
    head,
    formats.flatMap(({ name }) => {
      const counts = cellOf(name)[which];
      return ruleNames.map((rule) => row(name, rules[rule].says, counts[rule]));
    }),
  );
