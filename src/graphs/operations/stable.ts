/** Sigmoid and its relatives, written so that nothing overflows and nothing cancels. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';

const isNegative = <T>({ compare, of }: Arithmetic<T>, x: T): boolean => compare(x, of(0)) < 0;

/** e^-|x|, from 0 to 1. */
const decay = <T>(arithmetic: Arithmetic<T>, x: T): T =>
  arithmetic.exp(isNegative(arithmetic, x) ? x : arithmetic.neg(x));

/** 1 / (1 + e^-x). */
export const sigmoidOf = <T>(arithmetic: Arithmetic<T>, x: T): T => {
  const { add, div, of } = arithmetic;
  const e = decay(arithmetic, x);
  return div(isNegative(arithmetic, x) ? e : of(1), add(of(1), e));
};

/** sigmoid(x) sigmoid(-x), the derivative of the sigmoid: not s (1 - s), which is 0 from x = 37 on. */
export const sigmoidSlope = <T>(arithmetic: Arithmetic<T>, x: T): T => {
  const { add, div, mul, of } = arithmetic;
  const e = decay(arithmetic, x);
  const sum = add(of(1), e);
  return div(e, mul(sum, sum));
};

/** 1 - tanh^2 x as 4 times the slope of the sigmoid at 2x. */
export const tanhSlope = <T>(arithmetic: Arithmetic<T>, x: T): T =>
  arithmetic.mul(arithmetic.of(4), sigmoidSlope(arithmetic, arithmetic.add(x, x)));

/** ln(1 + t) for 0 <= t <= 1: ln(u) t / (u - 1) with u = 1 + t rounded, which undoes that rounding. */
const log1p = <T>({ add, compare, div, log, mul, of, sub }: Arithmetic<T>, t: T): T => {
  const u = add(of(1), t);
  return compare(u, of(1)) === 0 ? t : mul(log(u), div(t, sub(u, of(1))));
};

/** ln(1 + e^x) as max(x, 0) + ln(1 + e^-|x|). */
export const softplusOf = <T>(arithmetic: Arithmetic<T>, x: T): T => {
  const tail = log1p(arithmetic, decay(arithmetic, x));
  return isNegative(arithmetic, x) ? tail : arithmetic.add(x, tail);
};
