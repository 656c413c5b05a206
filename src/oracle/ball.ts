/**
 * Ball arithmetic: every number comes with a proved bound of its error.
 *
 * A ball is a middle and the logarithm of a radius; the exact result of the operations so far is no further
 * than the radius from the middle. So the agreement of two computations can be decided without choosing a
 * tolerance, however much of their digits cancelled. (Midpoint-radius arithmetic, as in van der Hoeven, "Ball
 * arithmetic", 2009.)
 */

import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { FloatingPoint } from './floating-point.ts';

/** Every number that is no further from the middle than the radius. */
export interface Ball<M> {
  readonly middle: M;
  /** log2 of the radius: -Infinity where the middle is exact, Infinity where nothing is known. */
  readonly radius: number;
}

const exact = Number.NEGATIVE_INFINITY;
const unknown = Number.POSITIVE_INFINITY;

// Logarithms here are doubles below 2^42 in size: a few roundings of them are far below this.
const slack = 2 ** -8;

/** Upper bound of log2(2^a + 2^b + ...). */
export const logOfSum = (...terms: readonly number[]): number => {
  const largest = Math.max(...terms);
  if (Number.isNaN(largest)) return unknown;
  if (!Number.isFinite(largest)) return largest;
  return largest + Math.log2(terms.reduce((sum, term) => sum + 2 ** (term - largest), 0)) + slack;
};

/** log2 of what may be lost where a result underflows to 0: bigFloat reaches that far down, mathjs further. */
const underflow = -(2 ** 40);

const isExact = ({ radius }: Ball<unknown>): boolean => radius === exact;

const field = <M>({ arithmetic, bits, top, bottom, isExactSum, isExactProduct }: FloatingPoint<M>) => {
  const { add, sub, mul, div, compare, of } = arithmetic;
  const zero = of(0);
  const isZero = (ball: Ball<M>): boolean => isExact(ball) && compare(ball.middle, zero) === 0;
  const rounding = (value: M): number => Math.max(top(value) - bits, underflow);

  const sumOf = (middle: M, left: Ball<M>, right: Ball<M>): Ball<M> => {
    const lost = isExactSum(middle, left.middle, right.middle) ? exact : rounding(middle);
    return { middle, radius: logOfSum(left.radius, right.radius, lost) };
  };

  return {
    add: (left: Ball<M>, right: Ball<M>) => sumOf(add(left.middle, right.middle), left, right),
    sub: (left: Ball<M>, right: Ball<M>) => sumOf(sub(left.middle, right.middle), left, right),

    /** |xy - x'y'| <= |x| s + |y| r + r s. */
    mul: (left: Ball<M>, right: Ball<M>): Ball<M> => {
      if (isZero(left) || isZero(right)) return { middle: zero, radius: exact };
      const middle = mul(left.middle, right.middle);
      const lost = isExactProduct(middle, left.middle, right.middle) ? exact : rounding(middle);
      if (isExact(left) && isExact(right)) return { middle, radius: lost };
      const carried = [top(left.middle) + right.radius, top(right.middle) + left.radius];
      return { middle, radius: logOfSum(...carried, left.radius + right.radius, lost) };
    },

    /** |x/y - x'/y'| <= (r + |x/y| s) / (|y| - s), and |y| - s is at least |y|/2 where s is at most that. */
    div: (left: Ball<M>, right: Ball<M>): Ball<M> => {
      const least = bottom(right.middle) - 1;
      if (!isExact(right) && right.radius > least) return { middle: zero, radius: unknown };
      if (isZero(left) && compare(right.middle, zero) !== 0) return { middle: zero, radius: exact };
      const middle = div(left.middle, right.middle);
      if (isExact(left) && isExact(right)) {
        const product = mul(middle, right.middle);
        const even = isExactProduct(product, middle, right.middle) && compare(product, left.middle) === 0;
        return { middle, radius: even ? exact : rounding(middle) };
      }
      const carried = logOfSum(left.radius, top(middle) + right.radius) - least;
      return { middle, radius: logOfSum(carried, rounding(middle)) };
    },
  };
};

/** Elementary functions f: the radius times the largest |f'| in the ball, and the rounding of f itself. */
const functions = <M>({ arithmetic, bits, top, bottom, isExactProduct }: FloatingPoint<M>) => {
  const { toNumber, compare, mul, of } = arithmetic;
  const rounding = (value: M): number => Math.max(top(value) - bits, underflow);
  /** log2 of e^x, within the slack. */
  const logOfPower = (x: M): number => toNumber(x) * Math.LOG2E;

  const from = (f: (x: M) => M, x: Ball<M>, steepness: () => number, atZero: number): Ball<M> => {
    const middle = f(x.middle);
    // Each of these functions takes 0 or 1 to 0 or 1, which its rounding leaves alone.
    if (isExact(x) && compare(x.middle, of(atZero)) === 0) return { middle, radius: exact };
    if (isExact(x)) return { middle, radius: rounding(middle) };
    return { middle, radius: logOfSum(x.radius + steepness() + slack, rounding(middle)) };
  };
  const nothing: Ball<M> = { middle: of(0), radius: unknown };

  return {
    /** e^x (e^r - 1) <= 2 r e^x for r <= 1. */
    exp: (x: Ball<M>) =>
      x.radius > 0 ? nothing : from(arithmetic.exp, x, () => 1 + logOfPower(x.middle), 0),
    expm1: (x: Ball<M>) =>
      x.radius > 0 ? nothing : from(arithmetic.expm1, x, () => 1 + logOfPower(x.middle), 0),
    /** r / (x - r) <= 2 r / x for r <= x / 2. */
    log: (x: Ball<M>) => {
      const least = bottom(x.middle) - 1;
      return x.radius > least ? nothing : from(arithmetic.log, x, () => -least, 1);
    },
    /** |sqrt x - sqrt x'| <= sqrt r, and <= r / sqrt x. */
    sqrt: (x: Ball<M>): Ball<M> => {
      const middle = arithmetic.sqrt(x.middle);
      const carried = Math.min(x.radius / 2, x.radius - bottom(middle));
      if (!isExact(x)) return { middle, radius: logOfSum(carried, rounding(middle)) };
      const square = mul(middle, middle);
      const even = isExactProduct(square, middle, middle) && compare(square, x.middle) === 0;
      return { middle, radius: even ? exact : rounding(middle) };
    },
    /** tanh' <= 1, and <= 4 e^(-2 (|x| - r)), in which e^2r < 8 for r <= 1. */
    tanh: (x: Ball<M>) => {
      const flat = 5 - 2 * Math.abs(logOfPower(x.middle));
      return from(arithmetic.tanh, x, () => (x.radius > 0 ? 0 : Math.min(0, flat)), 0);
    },
  };
};

/** True when the two balls have no number in common, for certain. */
export const disjoint = <M>(
  { arithmetic, bottom }: FloatingPoint<M>,
  left: Ball<M>,
  right: Ball<M>,
): boolean => {
  if (isExact(left) && isExact(right)) return arithmetic.compare(left.middle, right.middle) !== 0;
  const apart = bottom(arithmetic.sub(left.middle, right.middle)) - slack;
  return apart > logOfSum(left.radius, right.radius);
};

/**
 * The arithmetic of balls over a floating-point arithmetic.
 *
 * Numbers whose balls overlap compare as equal, and `onTie` is told unless both are exact: a branch taken
 * there is a guess, which a higher precision may settle.
 */
export const ballArithmetic = <M>(base: FloatingPoint<M>, onTie: () => void): Arithmetic<Ball<M>> => {
  const { arithmetic } = base;
  return {
    name: `balls over ${arithmetic.name}`,
    of: (double) => ({ middle: arithmetic.of(double), radius: exact }),
    toNumber: ({ middle }) => arithmetic.toNumber(middle),
    neg: ({ middle, radius }) => ({ middle: arithmetic.neg(middle), radius }),
    compare: (left, right) => {
      if (left === right) return 0;
      const order = arithmetic.compare(left.middle, right.middle);
      if (isExact(left) && isExact(right)) return order;
      if (disjoint(base, left, right)) return order;
      onTie();
      return 0;
    },
    ...field(base),
    ...functions(base),
  };
};
