/** Powers, exponential and logarithm. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { attribute } from '../../model/attributes.ts';
import { unary, unaryByValue } from './entrywise.ts';

/** e^x. */
export const exp = unaryByValue({
  value: ({ exp }, x) => exp(x),
  times: ({ mul }, G, y) => mul(G, y),
});

/** The natural logarithm, for x > 0. */
export const log = unary({
  value: ({ log }, x) => log(x),
  times: ({ div }, G, x) => div(G, x),
});

/** The square root; its derivative is infinite at 0. */
export const sqrt = unaryByValue({
  value: ({ sqrt }, x) => sqrt(x),
  times: ({ add, div }, G, y) => div(G, add(y, y)),
});

/** x^n for an integer n >= 0, by squaring. */
const naturalPower = <T>(arithmetic: Arithmetic<T>, x: T, n: number): T => {
  if (n === 0) return arithmetic.of(1);
  const half = naturalPower(arithmetic, x, Math.floor(n / 2));
  const square = arithmetic.mul(half, half);
  return n % 2 === 0 ? square : arithmetic.mul(square, x);
};

/** x^exponent; for an exponent that is no integer, e^(exponent ln x). */
const power = <T>(arithmetic: Arithmetic<T>, x: T, exponent: number): T => {
  const { div, exp, log, mul, of } = arithmetic;
  if (!Number.isInteger(exponent)) return exp(mul(of(exponent), log(x)));
  const magnitude = naturalPower(arithmetic, x, Math.abs(exponent));
  return exponent < 0 ? div(of(1), magnitude) : magnitude;
};

/**
 * exponent * x^(exponent - 1), which is 0 for exponent 0 even at x = 0.
 *
 * exponent - 1 rounds where the exponent is tiny: then x^exponent / x.
 */
const slope = <T>(arithmetic: Arithmetic<T>, x: T, exponent: number): T => {
  const { div, mul, of } = arithmetic;
  if (exponent === 0) return of(0);
  const lowered = Number.isInteger(exponent)
    ? power(arithmetic, x, exponent - 1)
    : div(power(arithmetic, x, exponent), x);
  return mul(of(exponent), lowered);
};

/** x^exponent, the exponent being a constant. */
export const pow = unary({
  value: (arithmetic, x, attributes) => power(arithmetic, x, attribute(attributes, 'exponent')),
  times: (arithmetic, G, x, attributes) =>
    arithmetic.mul(G, slope(arithmetic, x, attribute(attributes, 'exponent'))),
});
