/** What one rounding, a chain of them and a sum cost in a precision; section 2 of spec/bounds.md. */

import { type Precision, representable } from './precision.ts';

/** What operations of a precision may lose. */
export interface Rounding {
  /** u */
  readonly unit: number;
  /** omega: an operation whose result is smaller may return anything between 0 and it. */
  readonly smallest: number;
  readonly largest: number;
  /** Relative error of k roundings one after the other: k u / (1 - k u). */
  chain(k: number): number;
  /**
   * Error of a sum of n products, relative to the sum of their magnitudes, in any order; with `steps`
   * roundings of each term that are not part of the sum, and so never in the wider format.
   */
  sum(n: number, steps?: number): number;
  /** Absolute error of storing this double. */
  represent(x: number): number;
  /** The float64 reference's own errors are at most this fraction of a subject's. */
  readonly slack: number;
}

const float64Unit = 2 ** -53;

/** The costs of a precision. */
export const roundingOf = (precision: Precision): Rounding => {
  const { unitRoundoff: unit, accumulation, smallestNormal: smallest, largest } = precision;
  const narrowing = accumulation < unit ? unit : 0;
  const chain = (k: number) => (k * unit < 1 ? (k * unit) / (1 - k * unit) : Number.POSITIVE_INFINITY);
  return {
    unit,
    smallest,
    largest,
    chain,
    sum: (n, steps = 0) => {
      const added = n * accumulation + narrowing * (1 + n * accumulation);
      return added + chain(steps) * (1 + added);
    },
    represent: (x) => {
      const magnitude = Math.abs(x);
      if (magnitude > largest) return Number.POSITIVE_INFINITY;
      if (magnitude < smallest) return magnitude;
      return representable(x, precision) ? 0 : unit * magnitude;
    },
    slack: float64Unit / accumulation,
  };
};
