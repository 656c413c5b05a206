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

/**
 * A number that is not finite although the expected one is. No bound allows it: where rounding alone can bring
 * a correct subject there, its answers are not judged at all.
 */
const isLost = ({ got, expected, relation }: Comparison): boolean =>
  relation === undefined && got !== undefined && !Number.isFinite(got) && Number.isFinite(expected);

/** Counts every comparison; of numbers without a finite bound only those that are not finite are judged. */
export const findingsOf = (comparisons: Iterable<Comparison>): Findings => {
  const discrepancies: Discrepancy[] = [];
  const meter = powerMeter();
  let [judged, unbounded, absent, wrong] = [0, 0, 0, 0];
  for (const whole of comparisons) {
    const { got, ...comparison } = whole;
    if (!Number.isFinite(comparison.bound) && !isLost(whole)) unbounded += 1;
    else if (got === undefined) absent += 1;
    else {
      judged += 1;
      if (comparison.relation === undefined)
        meter.count(comparison.path, comparison.expected, comparison.bound);
      if (!isLost(whole) && isWithin(got, comparison.expected, comparison.bound)) continue;
      wrong += 1;
      if (discrepancies.length < keptDiscrepancies) discrepancies.push({ ...comparison, got });
    }
  }
  return { judged, unbounded, absent, wrong, discrepancies, power: meter.power() };
};
