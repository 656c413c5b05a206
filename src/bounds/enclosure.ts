/**
 * Reference values together with how far a correct subject may be from the exact ones.
 *
 * `slack` s: the reference itself is within s times the error of the exact value (s = 1 at float64), so
 * that |subject|, |exact| and |reference| are all at most |reference| + (1 + s) error.
 */

import type { Vector } from '../model/problem.ts';
import { at } from './at.ts';

/** Numbers of the reference, and how far a subject may be from the exact ones. */
export interface Enclosure {
  /** What the reference computed. */
  readonly values: Vector;
  /** Bounds of |subject - exact|, same length. */
  readonly errors: Vector;
}

/** An upper bound of a subject's magnitude, with room for the second-order terms of a product. */
export const reach = (value: number, error: number, slack: number): number =>
  Math.abs(value) + (1 + 2 * slack) * error;

/** Error of x y when x and y carry errors: |x| ey + |y| ex + (1 + 2 s) ex ey. */
export const productError = (x: number, ex: number, y: number, ey: number, slack: number): number =>
  Math.abs(x) * ey + reach(y, ey, slack) * ex;

/** A bound that could not be computed judges nothing. */
export const orInfinity = (bound: number): number => (Number.isNaN(bound) ? Number.POSITIVE_INFINITY : bound);

/** The reaches of a whole vector. */
export const reaches = ({ values, errors }: Enclosure, slack: number): Vector =>
  values.map((value, index) => reach(value, at(errors, index), slack));
