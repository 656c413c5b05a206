/** The proven distance of a complex step from the derivative. */

import type { Bound } from './bound.ts';

/** What a complex step was made of; see spec/numerical-differentiation.md. */
export interface ComplexStepErrors {
  /** |computed imaginary part of J(x + i step v) - the exact one| */
  readonly imaginary: number;
  /** Bounds |d^3 J| / 3! along the direction, wherever a step of this length goes. */
  readonly third: number;
  /** A power of two: dividing by it is exact. */
  readonly step: number;
  readonly quotient: number;
}

/** Every quantity is a sum of products of non-negative numbers, through fewer than 2^22 roundings. */
const rounded = 1 + 2 ** -30;

/**
 * |Im J(x + i h v) / h - dJ| is at most the sup of |d^3 J| / 3! over complex points within h, times h^2;
 * off the real line no supremum more than doubles. A quotient below the normal numbers is rounded.
 */
export const complexStepBound = ({ imaginary, third, step, quotient }: ComplexStepErrors): Bound => {
  const bound = (imaginary / step + 2 * third * step ** 2) * rounded + Number.MIN_VALUE;
  return (Number.isNaN(bound + quotient) ? Number.POSITIVE_INFINITY : bound) as Bound;
};
