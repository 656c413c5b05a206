/** Accepting numbers, counting what was compared, and keeping the first things that were wrong. */

import type { Bound } from '../bounds/bound.ts';
import { isWithin } from '../bounds/within.ts';
import type { Path } from '../model/path.ts';
import type { Discrepancy, Findings } from '../model/verdict.ts';
import { powerMeter } from './power.ts';

/** One number and what it is held against; `got` is undefined where the answer lacks it. */
export interface Comparison {
  readonly question: number;
  readonly path: Path;
  readonly got: number | undefined;
  readonly expected: number;
  readonly bound: Bound;
  readonly relation?: string;
}

const keptDiscrepancies = 50;

/** Counts every comparison; only numbers that are there and have a finite bound are judged. */
export const findingsOf = (comparisons: Iterable<Comparison>): Findings => {
  const discrepancies: Discrepancy[] = [];
  const meter = powerMeter();
  let [judged, unbounded, absent, wrong] = [0, 0, 0, 0];
  for (const { got, ...comparison } of comparisons) {
    if (!Number.isFinite(comparison.bound)) unbounded += 1;
    else if (got === undefined) absent += 1;
    else {
      judged += 1;
      if (comparison.relation === undefined)
        meter.count(comparison.path, comparison.expected, comparison.bound);
      if (isWithin(got, comparison.expected, comparison.bound)) continue;
      wrong += 1;
      if (discrepancies.length < keptDiscrepancies) discrepancies.push({ ...comparison, got });
    }
  }
  return { judged, unbounded, absent, wrong, discrepancies, power: meter.power() };
};
