/**
 * Which weights at the kinks an answer leaves possible, from the expected numbers at every corner.
 *
 * The expected numbers are of degree 1 in each weight, so that over a box of weights they lie between
 * their values at its corners; a subject's bound is convex in each weight, so that its largest value at
 * a corner holds inside. Nothing is excluded that a correct subject could have answered.
 */

import { at } from '../../model/at.ts';
import { boundsAt, type Entry, expectedAt } from './entries.ts';
import type { Kink } from './kink.ts';
import type { Expectation } from './question.ts';

/** The weight of vertex 1 of a kink that has two; kinks with more keep the whole set. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

const unitRoundoff = 2 ** -53;
const rounds = 12;
const whole: Interval = { low: 0, high: 1 };
const nothing: Interval = { low: 1, high: 0 };

/** Vertex indices at every corner, the last kink's running fastest. */
export const cornersOf = (kinks: readonly Kink[]): readonly (readonly number[])[] =>
  kinks.reduce<readonly (readonly number[])[]>(
    (rows, { vertices }) => rows.flatMap((row) => vertices.map((_, index) => [...row, index])),
    [[]],
  );

/** One number of the answer: what it may be at each corner. */
interface Constraint {
  readonly values: readonly number[];
  readonly low: number;
  readonly high: number;
}

const constraintsOf = (
  corners: readonly Expectation[],
  entries: readonly Entry[],
  axes: number,
): readonly Constraint[] => {
  const values = corners.map((corner) => expectedAt(corner, entries));
  const bounds = corners.map((corner) => boundsAt(corner, entries));
  return entries.flatMap(({ got }, entry) => {
    const across = values.map((each) => each[entry] as number);
    const size = Math.max(Math.abs(got), ...across.map(Math.abs));
    // Each axis costs an interpolation of three roundings; the comparison itself a few more.
    const rounding = (3 * axes + 8) * unitRoundoff * size;
    const allowed = Math.max(...bounds.map((each) => each[entry] as number)) + rounding;
    return allowed < Number.POSITIVE_INFINITY
      ? [{ values: across, low: got - allowed, high: got + allowed }]
      : [];
  });
};

/** The pairs of values at vertex 0 and 1 of one axis, the other axes cut down to their intervals. */
const pairsAlong = (
  { values }: Constraint,
  sizes: readonly number[],
  intervals: readonly Interval[],
  axis: number,
): readonly (readonly [number, number])[] => {
  let cut = values;
  let stride = values.length;
  let ownStride = 1;
  sizes.forEach((size, each) => {
    stride /= size;
    if (each === axis) ownStride = stride;
    if (each === axis || size !== 2) return;
    const { low, high } = at(intervals, each);
    cut = cut.map((value, corner) => {
      const upper = Math.floor(corner / stride) % 2 === 1;
      const other = at(cut, upper ? corner - stride : corner + stride);
      const [zero, one] = upper ? [other, value] : [value, other];
      return zero + (upper ? high : low) * (one - zero);
    });
  });
  return cut.flatMap((value, corner) =>
    Math.floor(corner / ownStride) % 2 === 0 ? [[value, at(cut, corner + ownStride)] as const] : [],
  );
};

/** Weights t with start + t (end - start) <= limit, cut to the interval; widened by the division's rounding. */
const below = (start: number, end: number, limit: number, { low, high }: Interval): Interval => {
  const difference = end - start;
  if (difference === 0) return start <= limit ? { low, high } : nothing;
  const t = (limit - start) / difference;
  return difference > 0
    ? { low, high: Math.min(high, t + 8 * unitRoundoff) }
    : { low: Math.max(low, t - 8 * unitRoundoff), high };
};

const hull = (intervals: readonly Interval[]): Interval => {
  const known = intervals.filter(({ low, high }) => low <= high);
  return known.length === 0
    ? nothing
    : { low: Math.min(...known.map(({ low }) => low)), high: Math.max(...known.map(({ high }) => high)) };
};

const contracted = (
  constraint: Constraint,
  sizes: readonly number[],
  intervals: readonly Interval[],
  axis: number,
): Interval => {
  const interval = at(intervals, axis);
  const pairs = pairsAlong(constraint, sizes, intervals, axis);
  const under = hull(pairs.map(([start, end]) => below(start, end, constraint.high, interval)));
  const over = hull(pairs.map(([start, end]) => below(-start, -end, -constraint.low, under)));
  return over;
};

const excludes = ({ values, low, high }: Constraint): boolean =>
  Math.max(...values) < low || Math.min(...values) > high;

/** An interval per kink outside of which no weight explains the answer; null when none does at all. */
export const possibleWeights = (
  kinks: readonly Kink[],
  corners: readonly Expectation[],
  entries: readonly Entry[],
): readonly Interval[] | null => {
  const sizes = kinks.map(({ vertices }) => vertices.length);
  const constraints = constraintsOf(corners, entries, kinks.length);
  if (constraints.some(excludes)) return null;
  const intervals = kinks.map(() => whole);
  for (let round = 0; round < rounds; round += 1) {
    const before = intervals.map(({ low, high }) => high - low);
    for (const constraint of constraints)
      for (const axis of sizes.keys()) {
        if (sizes[axis] !== 2) continue;
        const next = contracted(constraint, sizes, intervals, axis);
        if (!(next.low <= next.high)) return null;
        intervals[axis] = next;
      }
    if (intervals.every(({ low, high }, axis) => high - low > 0.9 * at(before, axis))) break;
  }
  return intervals;
};
