/** The bound of a number less a long sum of products, from what was added up of them. */

import type { Bound } from './bound.ts';

/** A difference `measured - sum of n products`, evaluated in float64. */
export interface ResidualErrors {
  /** n, how many products. */
  readonly count: number;
  /** The sum of |product|. */
  readonly magnitude: number;
  /** What the bounds of the factors make of their products, summed. */
  readonly carried: number;
  readonly measured: number;
  /** The bound of `measured`. */
  readonly bound: Bound;
}

const u = 2 ** -53;

/** Carried and magnitude are themselves sums of n terms: a factor 1 + 2^-30 covers n < 2^22. */
const rounded = 1 + 2 ** -30;

/** As `combinationBound`, for sums too long to be listed: n + 1 terms in any order, n + 3 roundings. */
export const residualBound = ({ count, magnitude, carried, measured, bound }: ResidualErrors): Bound => {
  const roundings = (count + 3) * u * (magnitude + Math.abs(measured));
  const all = (bound + carried + roundings) * rounded;
  return (Number.isNaN(all) ? Number.POSITIVE_INFINITY : all) as Bound;
};
