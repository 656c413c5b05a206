/** The proven distance of a central difference from the derivative. */

import type { Bound } from './bound.ts';

/** What a central difference was made of; see spec/numerical-differentiation.md. */
export interface ChordErrors {
  /** Bound |dJ|, |d^2 J| and |d^3 J| along the direction, wherever the chord goes. */
  readonly first: number;
  readonly second: number;
  readonly third: number;
  /** The furthest that any entry was moved, either way. */
  readonly reach: number;
  /** The largest difference, over the entries, between the way up and the way down. */
  readonly skew: number;
  /** |computed cost - exact cost| at both ends. */
  readonly above: number;
  readonly below: number;
  /** What the difference of the costs was divided by. */
  readonly divisor: number;
  readonly quotient: number;
}

const unitRoundoff = 2 ** -53;

/** Every quantity is a sum of products of non-negative numbers, through fewer than 2^22 roundings. */
const rounded = 1 + 2 ** -30;

/**
 * With p the way up and q the way down, J(x + p) - J(x - q) - <grad J, p + q> is at most
 * second reach skew + third reach^3 / 3; measuring the span p + q rounds once, 2 u reach an entry; the
 * two costs add their own bounds; and the difference, the divisor and the quotient round once each
 * (4 u, and the smallest number for a quotient below the normal ones).
 */
export const centralDifferenceBound = (errors: ChordErrors): Bound => {
  const { first, second, third, reach, skew, above, below, divisor, quotient } = errors;
  const curvature = second * reach * skew + (third * reach ** 3) / 3 + 2 * unitRoundoff * first * reach;
  const difference = ((curvature + above + below) / Math.abs(divisor)) * rounded;
  const bound = difference + 4 * unitRoundoff * Math.abs(quotient) + Number.MIN_VALUE;
  return (Number.isNaN(bound) ? Number.POSITIVE_INFINITY : bound) as Bound;
};
