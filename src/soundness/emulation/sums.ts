/** Sums and sums of products, in the order and the format of the style. */

import { at } from '../../bounds/at.ts';
import type { Numbers } from './numbers.ts';
import type { Style } from './style.ts';

/** Number system and way of working. */
export interface Emulation<T> {
  readonly numbers: Numbers<T>;
  readonly style: Style;
  /** Keeps products and sums in a wider format until they are finished. */
  readonly accumulator?: Numbers<T>;
}

/** Terms to add, by index: so that products are formed where they are added. */
interface Terms<T> {
  readonly count: number;
  readonly term: (index: number) => T;
  /** total + term(index). */
  readonly onto: (total: T, index: number) => T;
}

/** Registers of a vector processor hold about this many terms of a blocked sum. */
const block = 4;

const between = <T>({ term, onto }: Terms<T>, start: number, end: number): T => {
  let total = term(start);
  for (let index = start + 1; index < end; index += 1) total = onto(total, index);
  return total;
};

const backwards = <T>({ count, term, onto }: Terms<T>): T => {
  let total = term(count - 1);
  for (let index = count - 2; index >= 0; index -= 1) total = onto(total, index);
  return total;
};

const pairwise = <T>(numbers: Numbers<T>, terms: Terms<T>, start: number, end: number): T => {
  if (end - start <= 2) return between(terms, start, end);
  const middle = (start + end) >> 1;
  return numbers.add(pairwise(numbers, terms, start, middle), pairwise(numbers, terms, middle, end));
};

const blocked = <T>(numbers: Numbers<T>, terms: Terms<T>): T => {
  let total = between(terms, 0, Math.min(block, terms.count));
  for (let start = block; start < terms.count; start += block)
    total = numbers.add(total, between(terms, start, Math.min(start + block, terms.count)));
  return total;
};

const ordered = <T>(numbers: Numbers<T>, order: Style['order'], terms: Terms<T>): T => {
  switch (order) {
    case 'sequential':
      return between(terms, 0, terms.count);
    case 'reversed':
      return backwards(terms);
    case 'pairwise':
      return pairwise(numbers, terms, 0, terms.count);
    case 'blocked':
      return blocked(numbers, terms);
  }
};

const finished = <T>({ numbers, style, accumulator }: Emulation<T>, terms: Terms<T>): T => {
  if (terms.count === 0) return numbers.of(0);
  const total = ordered(accumulator ?? numbers, style.order, terms);
  return accumulator === undefined ? total : numbers.of(accumulator.toNumber(total));
};

/** Adds in the style's order. */
export const sum = <T>(emulation: Emulation<T>, terms: readonly T[]): T => {
  const { add } = emulation.accumulator ?? emulation.numbers;
  const term = (index: number): T => at(terms, index);
  return finished(emulation, {
    count: terms.length,
    term,
    onto: (total, index) => add(total, term(index)),
  });
};

/** Sum of products, and of `extra` as a last term where it is given. */
export const dot = <T>(
  emulation: Emulation<T>,
  left: readonly T[],
  right: readonly T[],
  extra: T | null = null,
): T => {
  const { add, mul, fma } = emulation.accumulator ?? emulation.numbers;
  const products = left.length;
  const term = (index: number): T =>
    extra !== null && index === products ? extra : mul(at(left, index), at(right, index));
  const fused = emulation.style.products === 'fused';
  const onto = (total: T, index: number): T =>
    fused && index < products ? fma(at(left, index), at(right, index), total) : add(total, term(index));
  return finished(emulation, { count: products + (extra === null ? 0 : 1), term, onto });
};
