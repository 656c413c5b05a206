/** One emulated answer held against the truth, number by number. */

import { at } from '../../bounds/at.ts';
import type { Bounded } from './bounded.ts';
import { shareBin } from './histogram.ts';
import type { ProblemCase } from './problem-case.ts';
import type { Cell } from './tally.ts';

/** |got - exact|, the exact value being high + low. */
const errorAt = ({ high, low }: ProblemCase, index: number, got: number): number =>
  Math.abs(got - at(high, index) - at(low, index));

const quantityAt = (starts: readonly number[], index: number): number =>
  starts.findLastIndex((start) => start <= index);

const countShare = (cell: Cell, problem: ProblemCase, uncertain: boolean, index: number, share: number) => {
  const shares = uncertain ? cell.uncertainShares : cell.certainShares;
  const bin = shareBin(share);
  shares[bin] = at(shares, bin) + 1;
  if (uncertain) {
    if (share > cell.largestUncertain) cell.largestUncertain = share;
    return;
  }
  if (share < 0.01) return;
  const quantity = quantityAt(problem.starts, index);
  if (share > at(cell.largest, quantity)) cell.largest[quantity] = share;
};

/**
 * Counts every number of one answer into the cell; gives the indices of violations.
 *
 * A violation is a finite number outside its bound, or one that is not finite although its bound is and
 * no reason allows it.
 */
export const judgeRun = (
  cell: Cell,
  problem: ProblemCase,
  { bounds, uncertain, reasons }: Bounded,
  values: readonly number[],
): readonly number[] => {
  if (values.length !== bounds.length || values.length !== problem.high.length)
    throw new RangeError(`answer: expected ${bounds.length} numbers, got ${values.length}`);
  const violations: number[] = [];
  let unbounded = 0;
  for (let index = 0; index < bounds.length; index += 1) {
    const bound = at(bounds, index);
    const got = at(values, index);
    if (bound === Number.POSITIVE_INFINITY) unbounded += 1;
    else if (!Number.isFinite(got) && reasons.length > 0) cell.excused += 1;
    else {
      const error = errorAt(problem, index, got);
      if (!(Number.isFinite(error) && error <= bound)) violations.push(index);
      else countShare(cell, problem, uncertain, index, error === 0 ? 0 : error / bound);
    }
  }
  cell.runs += 1;
  cell.uncertainRuns += uncertain ? 1 : 0;
  cell.emptyRuns += unbounded === bounds.length ? 1 : 0;
  cell.entries += bounds.length;
  cell.unbounded += unbounded;
  cell.violations += violations.length;
  return violations;
};
