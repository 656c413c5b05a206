/** Sums over an arithmetic, from the first term to the last. */

import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import { at } from './at.ts';

/** The sum of the terms; 0 of none. */
export const total = <T>(terms: readonly T[], arithmetic: Arithmetic<T>): T =>
  terms.reduce((sum, term) => arithmetic.add(sum, term), arithmetic.of(0));

/** The sum of products of a run of `left`, beginning at `start`, with all of `right`. */
export const dot = <T>(
  left: readonly T[],
  start: number,
  right: readonly T[],
  arithmetic: Arithmetic<T>,
): T =>
  right.reduce(
    (sum, value, index) => arithmetic.add(sum, arithmetic.mul(at(left, start + index), value)),
    arithmetic.of(0),
  );

/** The index of the largest; the lowest index of equals. */
export const largestIndex = <T>(values: readonly T[], arithmetic: Arithmetic<T>): number =>
  values.reduce((best, value, index) => (arithmetic.compare(value, at(values, best)) > 0 ? index : best), 0);
