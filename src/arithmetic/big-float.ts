/**
 * Floating point of any length: m * 2^e with an integer m that is cut to a fixed number of bits.
 *
 * Unlike fixed point it keeps its relative precision at every magnitude, and unlike a normalised
 * format it never lengthens a short mantissa: doubles and their first products stay exact.
 */

import type { Arithmetic } from './arithmetic.ts';
import { elementary } from './big-float-functions.ts';
import { type Binary, bitLength, compare, negated, one, sum, zero } from './binary.ts';
import { divisionByZero, outsideDomain } from './domain.ts';
import { binaryOf, nearestDouble } from './doubles.ts';
import { guardBits, longest, type Round, roundingTo } from './rounding.ts';

/** mantissa * 2^exponent. */
export type BigFloat = Binary;

const productTo =
  (round: Round) =>
  (left: BigFloat, right: BigFloat): BigFloat => {
    if (left === one) return right;
    if (right === one) return left;
    return round(left.mantissa * right.mantissa, left.exponent + right.exponent);
  };

/**
 * The exact sum, rounded once. Where the exponents are so far apart that the lower number is below
 * 2^-(bits+4) of the higher one, whatever their mantissas, the higher one is the sum.
 */
const sumTo = (bits: number, round: Round) => {
  const negligible = longest(bits) + bits + guardBits;
  return (left: BigFloat, right: BigFloat): BigFloat => {
    const gap = left.exponent - right.exponent;
    if (gap > negligible && left.mantissa) return left;
    if (gap < -negligible && right.mantissa) return right;
    const { mantissa, exponent } = sum(left, right);
    return round(mantissa, exponent);
  };
};

/** The quotient of the mantissas to bits + 4 bits: off by less than 2^-(bits+2), then rounded. */
const quotientTo =
  (bits: number, round: Round) =>
  (left: BigFloat, right: BigFloat): BigFloat => {
    if (!right.mantissa) throw divisionByZero();
    if (!left.mantissa) return zero;
    const wanted = bits + guardBits + bitLength(right.mantissa) - bitLength(left.mantissa);
    const shift = Math.max(0, wanted);
    return round((left.mantissa << BigInt(shift)) / right.mantissa, left.exponent - right.exponent - shift);
  };

/**
 * Arithmetic whose every result has a relative error below 2^-bits, elementary functions included.
 *
 * Sums, differences and products are the exact ones, rounded once, so that a number minus itself is 0
 * and short results are exact. Division by 0, log of 0 or less, sqrt of less than 0 and results from
 * 2^(2^40) on are a RangeError; results below 2^-(2^40) are 0. RangeError unless `bits` is an integer
 * from 64 to 10,000.
 */
export const bigFloat = (bits: number): Arithmetic<BigFloat> => {
  if (!Number.isInteger(bits) || bits < 64 || bits > 10_000) {
    throw outsideDomain('bits', 'an integer from 64 to 10000', bits);
  }
  const round = roundingTo(bits);
  const add = sumTo(bits, round);
  return {
    name: `bigfloat-${bits}`,
    of: (double) => (double === 1 ? one : binaryOf(double)),
    toNumber: nearestDouble,
    add,
    sub: (left, right) => add(left, negated(right)),
    mul: productTo(round),
    div: quotientTo(bits, round),
    neg: negated,
    compare,
    ...elementary(bits, round),
  };
};
