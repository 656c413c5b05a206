/** Softmax and its relatives, every exponential taken of a difference from the largest entry. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { innerProduct, sumOf } from '../tensor/sums.ts';
import { entryAt } from '../tensor/tensor.ts';
import { alongLanes, laneIn } from './along-lanes.ts';

const largest = <T>({ compare }: Arithmetic<T>, [first, ...rest]: readonly T[], none: T): T =>
  rest.reduce((best, entry) => (compare(entry, best) > 0 ? entry : best), first ?? none);

/** x_i - max x. */
const shifted = <T>(arithmetic: Arithmetic<T>, x: readonly T[]): readonly T[] => {
  const top = largest(arithmetic, x, arithmetic.of(0));
  return x.map((entry) => arithmetic.sub(entry, top));
};

/** e^x_i / sum_j e^x_j. */
const softmaxOf = <T>(arithmetic: Arithmetic<T>, x: readonly T[]): readonly T[] => {
  const powers = shifted(arithmetic, x).map((entry) => arithmetic.exp(entry));
  const total = sumOf(arithmetic, powers);
  return powers.map((power) => arithmetic.div(power, total));
};

/** ln sum_j e^(x_j - max x). */
const logOfSum = <T>(arithmetic: Arithmetic<T>, differences: readonly T[]): T =>
  arithmetic.log(
    sumOf(
      arithmetic,
      differences.map((entry) => arithmetic.exp(entry)),
    ),
  );

const logSoftmaxOf = <T>(arithmetic: Arithmetic<T>, x: readonly T[]): readonly T[] => {
  const differences = shifted(arithmetic, x);
  const total = logOfSum(arithmetic, differences);
  return differences.map((entry) => arithmetic.sub(entry, total));
};

/** ln sum_i e^x_i. */
export const logsumexp = alongLanes({
  value: (lane) => {
    const { arithmetic } = lane;
    const x = laneIn(lane, 0);
    const top = largest(arithmetic, x, arithmetic.of(0));
    return [arithmetic.add(top, logOfSum(arithmetic, shifted(arithmetic, x)))];
  },
  vjp: (lane, G) =>
    softmaxOf(lane.arithmetic, laneIn(lane, 0)).map((p) => lane.arithmetic.mul(entryAt(G, 0), p)),
  jvp: (lane, V) => [innerProduct(lane.arithmetic, softmaxOf(lane.arithmetic, laneIn(lane, 0)), V)],
});

/** p (v - <p, v>): the Jacobian of softmax is symmetric, so this serves both ways. */
const throughSoftmax = <T>(arithmetic: Arithmetic<T>, p: readonly T[], v: readonly T[]): readonly T[] => {
  const average = innerProduct(arithmetic, p, v);
  return p.map((share, place) => arithmetic.mul(share, arithmetic.sub(entryAt(v, place), average)));
};

/** e^x_i / sum_j e^x_j. */
export const softmax = alongLanes({
  value: (lane) => softmaxOf(lane.arithmetic, laneIn(lane, 0)),
  vjp: ({ arithmetic, output }, G) => throughSoftmax(arithmetic, output, G),
  jvp: ({ arithmetic, output }, V) => throughSoftmax(arithmetic, output, V),
});

/** x_i - ln sum_j e^x_j. */
export const logSoftmax = alongLanes({
  value: (lane) => logSoftmaxOf(lane.arithmetic, laneIn(lane, 0)),
  vjp: (lane, G) => {
    const { arithmetic } = lane;
    const total = sumOf(arithmetic, G);
    const p = softmaxOf(arithmetic, laneIn(lane, 0));
    return G.map((entry, place) => arithmetic.sub(entry, arithmetic.mul(entryAt(p, place), total)));
  },
  jvp: (lane, V) => {
    const { arithmetic } = lane;
    const average = innerProduct(arithmetic, softmaxOf(arithmetic, laneIn(lane, 0)), V);
    return V.map((entry) => arithmetic.sub(entry, average));
  },
});

/** The gradient at the logits: softmax(z) * sum t - t. Targets need not sum to 1. */
const logitSlopes = <T>(arithmetic: Arithmetic<T>, z: readonly T[], t: readonly T[]): readonly T[] => {
  const total = sumOf(arithmetic, t);
  return softmaxOf(arithmetic, z).map((p, place) =>
    arithmetic.sub(arithmetic.mul(p, total), entryAt(t, place)),
  );
};

/** Derivatives with respect to logits (slot 0) or targets (slot 1). */
const crossEntropySlopes = <T>(
  arithmetic: Arithmetic<T>,
  z: readonly T[],
  t: readonly T[],
  slot: number,
): readonly T[] =>
  slot === 0
    ? logitSlopes(arithmetic, z, t)
    : logSoftmaxOf(arithmetic, z).map((entry) => arithmetic.neg(entry));

/** -sum_i t_i ln softmax(z)_i. */
export const crossEntropyLogits = alongLanes({
  value: (lane) => {
    const { arithmetic } = lane;
    return [
      arithmetic.neg(innerProduct(arithmetic, laneIn(lane, 1), logSoftmaxOf(arithmetic, laneIn(lane, 0)))),
    ];
  },
  vjp: (lane, G, slot) =>
    crossEntropySlopes(lane.arithmetic, laneIn(lane, 0), laneIn(lane, 1), slot).map((slope) =>
      lane.arithmetic.mul(entryAt(G, 0), slope),
    ),
  jvp: (lane, V, slot) => [
    innerProduct(
      lane.arithmetic,
      crossEntropySlopes(lane.arithmetic, laneIn(lane, 0), laneIn(lane, 1), slot),
      V,
    ),
  ],
});
