/** The rules in wide use beside the bound, on one answer's gradients: correct, and with one entry made wrong. */

import { at } from '../../bounds/at.ts';
import type { Bounded } from './bounded.ts';
import { firstGradient, type ProblemCase } from './problem-case.ts';
import { type Judged, plantedErrors, ruleNames, rules } from './rules.ts';
import type { Cell } from './tally.ts';

const entryAt = (
  problem: ProblemCase,
  { bounds, referenceBounds }: Bounded,
  index: number,
  got: number,
): Judged => ({
  got,
  truth: at(problem.high, index),
  reference: at(problem.referenceValues, index),
  tolerance: at(bounds, index) + at(referenceBounds, index),
});

/** From a random place on, the first entry that a factor changes. */
const victim = (values: readonly number[], problem: ProblemCase): number | undefined => {
  const first = firstGradient(problem);
  const count = values.length - first;
  const start = Math.floor(problem.random() * count);
  for (let step = 0; step < count; step += 1) {
    const index = first + ((start + step) % count);
    if (at(values, index) !== 0 && at(problem.high, index) !== 0) return index;
  }
  return undefined;
};

const count = (list: number[], index: number, times: boolean): void => {
  list[index] = at(list, index) + (times ? 1 : 0);
};

const plant = (
  counts: Cell['certainRules'],
  problem: ProblemCase,
  bounded: Bounded,
  index: number,
  got: number,
): void => {
  plantedErrors.forEach((error, which) => {
    const entry = entryAt(problem, bounded, index, got * (1 + error));
    for (const name of ruleNames) {
      const { planted, missed } = counts[name];
      count(planted, which, true);
      count(missed, which, rules[name].accepts(entry));
    }
  });
};

/** Counts false alarms and misses; answers whose gradients are not all finite are left out. */
export const judgeRules = (
  cell: Cell,
  problem: ProblemCase,
  bounded: Bounded,
  values: readonly number[],
): void => {
  const first = firstGradient(problem);
  const index = victim(values, problem);
  if (!values.slice(first).every(Number.isFinite) || !problem.high.slice(first).every(Number.isFinite))
    return;
  const counts = bounded.uncertain ? cell.uncertainRules : cell.certainRules;
  const entries = values.slice(first).map((got, offset) => entryAt(problem, bounded, first + offset, got));
  for (const name of ruleNames) {
    counts[name].correct += 1;
    if (!entries.every(rules[name].accepts)) counts[name].alarms += 1;
  }
  if (index !== undefined) plant(counts, problem, bounded, index, at(values, index));
};
