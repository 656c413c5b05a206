/**
 * Operations that choose between pieces. Where the pieces meet the derivative is a choice, and
 * spec/ops.json says which is ours.
 *
 * @clause GATE-MAX
 */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { attribute } from '../../model/attributes.ts';
import { binary, unary } from './entrywise.ts';

const isPositive = <T>({ compare, of }: Arithmetic<T>, x: T): boolean => compare(x, of(0)) > 0;
const isNegative = <T>({ compare, of }: Arithmetic<T>, x: T): boolean => compare(x, of(0)) < 0;

/** The larger of two; of equals the first wins. */
export const maximum = binary({
  value: ({ compare }, x, y) => (compare(x, y) >= 0 ? x : y),
  timesFirst: ({ compare, of }, G, x, y) => (compare(x, y) >= 0 ? G : of(0)),
  timesSecond: ({ compare, of }, G, x, y) => (compare(x, y) >= 0 ? of(0) : G),
});

/** The smaller of two; of equals the first wins. */
export const minimum = binary({
  value: ({ compare }, x, y) => (compare(x, y) <= 0 ? x : y),
  timesFirst: ({ compare, of }, G, x, y) => (compare(x, y) <= 0 ? G : of(0)),
  timesSecond: ({ compare, of }, G, x, y) => (compare(x, y) <= 0 ? of(0) : G),
});

/** max(x, 0); 0 counts as positive. */
export const relu = unary({
  value: (arithmetic, x) => (isNegative(arithmetic, x) ? arithmetic.of(0) : x),
  times: (arithmetic, G, x) => (isNegative(arithmetic, x) ? arithmetic.of(0) : G),
});

/** x, or alpha x where x < 0; 0 counts as positive. */
export const leakyRelu = unary({
  value: (arithmetic, x, attributes) =>
    isNegative(arithmetic, x) ? arithmetic.mul(arithmetic.of(attribute(attributes, 'alpha')), x) : x,
  times: (arithmetic, G, x, attributes) =>
    isNegative(arithmetic, x) ? arithmetic.mul(arithmetic.of(attribute(attributes, 'alpha')), G) : G,
});

/** x where x > 0, else alpha (e^x - 1); 0 counts as negative. */
export const elu = unary({
  value: (arithmetic, x, attributes) =>
    isPositive(arithmetic, x)
      ? x
      : arithmetic.mul(arithmetic.of(attribute(attributes, 'alpha')), arithmetic.expm1(x)),
  // Not y + alpha, which loses e^x where it is small.
  times: (arithmetic, G, x, attributes) => {
    const { exp, mul, of } = arithmetic;
    return isPositive(arithmetic, x) ? G : mul(G, mul(of(attribute(attributes, 'alpha')), exp(x)));
  },
});

/** 1 where x >= y, else 0. */
export const atLeast = binary({
  value: ({ compare, of }, x, y) => of(compare(x, y) >= 0 ? 1 : 0),
  timesFirst: ({ of }) => of(0),
  timesSecond: ({ of }) => of(0),
});

/** 1 where x > y, else 0. */
export const above = binary({
  value: ({ compare, of }, x, y) => of(compare(x, y) > 0 ? 1 : 0),
  timesFirst: ({ of }) => of(0),
  timesSecond: ({ of }) => of(0),
});
