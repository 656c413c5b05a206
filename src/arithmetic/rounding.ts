/** What a floating-point number of a given length does to an exact result. */

import { type Binary, bitLength, zero } from './binary.ts';
import { outsideDomain } from './domain.ts';

/** Largest exponent, of either sign: numbers reach from about 2^-(2^40) to 2^(2^40). */
const largestExponent = 2 ** 40;

/** Bits that a rounded mantissa has beyond the promised ones. */
export const guardBits = 4;

// A mantissa is cut only when it is this much too long: until then it is exact, and costs less than
// the cutting.
const slack = 128;

/** The length that no mantissa of a number rounded to `bits` reaches. */
export const longest = (bits: number): number => bits + slack;

/** The number of this length that is nearest to mantissa 2^exponent. Throws RangeError where it is too large. */
export type Round = (mantissa: bigint, exponent: number) => Binary;

const outOfRange = (exponent: number): Binary => {
  if (exponent < 0) return zero;
  throw outsideDomain('result', 'a magnitude below 2^(2^40)', Infinity);
};

/**
 * Rounding to at least `bits` + 4 bits, towards minus infinity: the relative error is below
 * 2^-(bits+3), and 0 where the mantissa is short. Below the range the result is 0; above it RangeError.
 */
export const roundingTo = (bits: number): Round => {
  const limit = 1n << BigInt(longest(bits));
  const kept = bits + guardBits;
  return (mantissa, exponent) => {
    if (Math.abs(exponent) > largestExponent && mantissa) return outOfRange(exponent);
    if (mantissa < limit && mantissa > -limit) return { mantissa, exponent };
    const dropped = bitLength(mantissa) - kept;
    return { mantissa: mantissa >> BigInt(dropped), exponent: exponent + dropped };
  };
};
