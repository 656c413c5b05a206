/** The proven distance of extrapolated central differences from the derivative. */

import type { Bound } from './bound.ts';

/** One of the central differences that are combined. */
export interface DifferenceErrors {
  /** |weight| in the combination. */
  readonly weight: number;
  readonly step: number;
  /** The furthest that any entry was from where the step should have taken it, either way. */
  readonly astray: number;
  /** |computed cost - exact cost| at both ends. */
  readonly above: number;
  readonly below: number;
  /** (J(above) - J(below)) / (2 step) */
  readonly quotient: number;
}

/** What an extrapolated difference was made of; see spec/numerical-differentiation.md. */
export interface ExtrapolationErrors {
  /** |combination - derivative| if every step were gone exactly and every cost were exact. */
  readonly cut: number;
  /** Bound |dJ| and |d^2 J| along the direction, wherever the steps go. */
  readonly first: number;
  readonly second: number;
  readonly differences: readonly DifferenceErrors[];
  /** What the combination was divided by: the share of the entry that the quotient is of, else 1. */
  readonly divisor: number;
  readonly quotient: number;
}

const u = 2 ** -53;

/** Every quantity is a sum of products of non-negative numbers, through fewer than 2^22 roundings. */
const rounded = 1 + 2 ** -30;

/** |<dJ, direction really gone> - combination|, from one difference: its ends are astray, its costs rounded. */
const fromDifference = (
  second: number,
  { weight, step, astray, above, below, quotient }: DifferenceErrors,
): number => {
  const moved = 2 * second * (step + astray) * astray;
  return weight * ((moved + above + below) / (2 * step) + 8 * u * Math.abs(quotient));
};

/**
 * Along a step h v that led to h v + e, J changes by <dJ, e> more, up to second (h + |e|) |e|; the first
 * part is in the direction really gone, whose entries are computed with fewer than 16 u. A combination of
 * up to three quotients rounds fewer than 8 times each.
 */
export const extrapolatedDifferenceBound = (errors: ExtrapolationErrors): Bound => {
  const { cut, first, second, differences, divisor, quotient } = errors;
  const all = differences.reduce(
    (sum, difference) => sum + fromDifference(second, difference),
    cut + 16 * u * first,
  );
  const bound = (all / Math.abs(divisor)) * rounded + 4 * u * Math.abs(quotient) + Number.MIN_VALUE;
  return (Number.isNaN(bound) ? Number.POSITIVE_INFINITY : bound) as Bound;
};
