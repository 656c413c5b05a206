/** Floating-point arithmetics of any precision, with what error analysis needs to know of them. */

import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import { type BigFloat, bigFloat } from '../arithmetic/big-float.ts';
import { type BigNumber, bigNumberArithmetic } from '../arithmetic/bignumber.ts';
import { topOf } from '../arithmetic/binary.ts';

/** An arithmetic whose every result has a relative error below 2^-bits. */
export interface FloatingPoint<M> {
  readonly arithmetic: Arithmetic<M>;
  readonly bits: number;
  /** |value| <= 2^top; -Infinity for 0. */
  top(value: M): number;
  /** |value| >= 2^bottom; -Infinity for 0. */
  bottom(value: M): number;
  /** True only where the sum or difference of the two was not rounded. */
  isExactSum(result: M, left: M, right: M): boolean;
  /** True only where the product was not rounded. */
  isExactProduct(result: M, left: M, right: M): boolean;
}

/**
 * bigFloat of this many bits. Its rounding drops low bits of a mantissa and so raises the exponent; an exact
 * sum has the lower exponent of its two terms, an exact product the sum of the two.
 */
export const bigFloatBase = (bits: number): FloatingPoint<BigFloat> => ({
  arithmetic: bigFloat(bits),
  bits,
  top: (value) => (value.mantissa ? topOf(value) : Number.NEGATIVE_INFINITY),
  bottom: (value) => (value.mantissa ? topOf(value) - 1 : Number.NEGATIVE_INFINITY),
  isExactSum: (result, left, right) =>
    !left.mantissa || !right.mantissa || result.exponent <= Math.min(left.exponent, right.exponent),
  isExactProduct: (result, left, right) => result.exponent === left.exponent + right.exponent,
});

const bitsPerDigit = Math.log2(10);

/** mathjs BigNumber of this many digits, each result within one unit of the last place. */
export const bigNumberBase = async (digits: number): Promise<FloatingPoint<BigNumber>> => ({
  arithmetic: await bigNumberArithmetic(digits),
  bits: Math.floor((digits - 1) * bitsPerDigit),
  top: (value) => (value.isZero() ? Number.NEGATIVE_INFINITY : Math.ceil((value.e + 1) * bitsPerDigit)),
  bottom: (value) => (value.isZero() ? Number.NEGATIVE_INFINITY : Math.floor(value.e * bitsPerDigit)),
  // Decimals are subtracted to 0 only where they are equal: no rounding can do it.
  isExactSum: (result) => result.isZero(),
  isExactProduct: () => false,
});
