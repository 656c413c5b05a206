/** Dual numbers: a value together with its derivative along one direction, over any number system. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';

/** value + tangent epsilon, with epsilon^2 = 0. */
export interface Dual<T> {
  readonly value: T;
  /** The derivative of the value along the direction that is followed. */
  readonly tangent: T;
}

/** d tanh(x)/dx = 4 e / (1 + e)^2 with e = exp(-2 |x|), which keeps its digits where tanh(x) rounds to 1. */
const tanhSlope = <T>({ of, add, mul, div, neg, exp, compare }: Arithmetic<T>, x: T): T => {
  const twice = mul(of(2), x);
  const e = exp(compare(x, of(0)) < 0 ? twice : neg(twice));
  const sum = add(of(1), e);
  return div(mul(of(4), e), mul(sum, sum));
};

/** The number system of dual numbers over `base`; comparison looks at values alone. */
export const dualArithmetic = <T>(base: Arithmetic<T>): Arithmetic<Dual<T>> => {
  const { add, sub, mul, div, neg } = base;
  const along = (value: T, slope: T, { tangent }: Dual<T>): Dual<T> => ({
    value,
    tangent: mul(slope, tangent),
  });
  return {
    name: `dual ${base.name}`,
    of: (double) => ({ value: base.of(double), tangent: base.of(0) }),
    toNumber: ({ value }) => base.toNumber(value),
    add: (left, right) => ({
      value: add(left.value, right.value),
      tangent: add(left.tangent, right.tangent),
    }),
    sub: (left, right) => ({
      value: sub(left.value, right.value),
      tangent: sub(left.tangent, right.tangent),
    }),
    mul: (left, right) => ({
      value: mul(left.value, right.value),
      tangent: add(mul(left.tangent, right.value), mul(left.value, right.tangent)),
    }),
    div: (left, right) => {
      const value = div(left.value, right.value);
      return { value, tangent: div(sub(left.tangent, mul(value, right.tangent)), right.value) };
    },
    neg: ({ value, tangent }) => ({ value: neg(value), tangent: neg(tangent) }),
    compare: (left, right) => base.compare(left.value, right.value),
    exp: (x) => {
      const value = base.exp(x.value);
      return along(value, value, x);
    },
    expm1: (x) => along(base.expm1(x.value), base.exp(x.value), x),
    log: (x) => ({ value: base.log(x.value), tangent: div(x.tangent, x.value) }),
    sqrt: (x) => {
      const value = base.sqrt(x.value);
      return { value, tangent: div(x.tangent, mul(base.of(2), value)) };
    },
    tanh: (x) => along(base.tanh(x.value), tanhSlope(base, x.value), x),
  };
};
