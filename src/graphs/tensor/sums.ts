/** Sums from left to right, in any number system. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { entryAt } from './tensor.ts';

/** The sum of the terms in their order; 0 for none. */
export const sumOf = <T>({ add, of }: Arithmetic<T>, terms: readonly T[]): T => {
  let total: T | undefined;
  for (const term of terms) total = total === undefined ? term : add(total, term);
  return total ?? of(0);
};

/** sum_i left_i right_i over lists of equal length. */
export const innerProduct = <T>(arithmetic: Arithmetic<T>, left: readonly T[], right: readonly T[]): T =>
  sumOf(
    arithmetic,
    left.map((entry, place) => arithmetic.mul(entry, entryAt(right, place))),
  );
