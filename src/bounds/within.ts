/** Whether a number is accepted. */

import type { Bound } from './bound.ts';

/** The one place where a number is accepted: within a derived bound, and NaN never is. */
export const isWithin = (got: number, expected: number, bound: Bound): boolean => {
  const error = Math.abs(got - expected);
  return Number.isFinite(error) && error <= bound;
};
