/** Losses without exponentials: one number per lane. */

import { innerProduct, sumOf } from '../tensor/sums.ts';
import { entryAt } from '../tensor/tensor.ts';
import { type AppliedLane, alongLanes, type Lane, laneIn } from './along-lanes.ts';

const differences = <T>(lane: Lane<T>): readonly T[] =>
  laneIn(lane, 0).map((x, place) => lane.arithmetic.sub(x, entryAt(laneIn(lane, 1), place)));

/** 2 (x - y), or its opposite for the second slot. */
const squareSlopes = <T>(lane: Lane<T>, slot: number): readonly T[] =>
  differences(lane).map((d) => {
    const twice = lane.arithmetic.add(d, d);
    return slot === 0 ? twice : lane.arithmetic.neg(twice);
  });

/** sum_i (x_i - y_i)^2. */
export const squaredError = alongLanes({
  value: (lane) => {
    const d = differences(lane);
    return [innerProduct(lane.arithmetic, d, d)];
  },
  vjp: (lane, G, slot) => squareSlopes(lane, slot).map((slope) => lane.arithmetic.mul(entryAt(G, 0), slope)),
  jvp: (lane, V, slot) => [innerProduct(lane.arithmetic, squareSlopes(lane, slot), V)],
});

const classOf = <T>(lane: Lane<T>): number => {
  if (lane.class === undefined) throw new RangeError('expected a class for every lane, got none');
  return lane.class;
};

/** y_k - y_c + 1 where that is above 0 and k is not the class c; elsewhere undefined. */
const activeMargins = <T>(lane: Lane<T>): readonly (T | undefined)[] => {
  const { add, compare, of, sub } = lane.arithmetic;
  const [scores, c] = [laneIn(lane, 0), classOf(lane)];
  return scores.map((score, k) => {
    const margin = add(sub(score, entryAt(scores, c)), of(1));
    return k === c || compare(margin, of(0)) <= 0 ? undefined : margin;
  });
};

/** 1 at each active margin, or what was chosen; at the class minus the sum of the others. */
const hingeSlopes = <T>(lane: AppliedLane<T>): readonly T[] => {
  const { arithmetic } = lane;
  const c = classOf(lane);
  const slopes = activeMargins(lane).map(
    (margin, k) => lane.chosen?.[k] ?? arithmetic.of(margin === undefined ? 0 : 1),
  );
  const others = sumOf(arithmetic, slopes.toSpliced(c, 1));
  return slopes.with(c, arithmetic.sub(arithmetic.of(0), others));
};

/** sum over k != c of max(0, y_k - y_c + 1); a margin of exactly 0 is inactive. */
export const hinge = alongLanes({
  value: (lane) => [
    sumOf(
      lane.arithmetic,
      activeMargins(lane).filter((margin) => margin !== undefined),
    ),
  ],
  vjp: (lane, G) => hingeSlopes(lane).map((slope) => lane.arithmetic.mul(entryAt(G, 0), slope)),
  jvp: (lane, V) => [innerProduct(lane.arithmetic, hingeSlopes(lane), V)],
});
