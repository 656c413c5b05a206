/** Doubles as exact numbers m * 2^e, and exact numbers as the nearest double. */

import { type Binary, bitLength, magnitudeOf, trailingZeros, zero } from './binary.ts';
import { outsideDomain } from './domain.ts';

const scratch = new DataView(new ArrayBuffer(8));

/** The exact value of a double, with an odd mantissa or an integer as it stands; RangeError unless finite. */
export const binaryOf = (double: number): Binary => {
  if (double === 0) return zero;
  if (Number.isSafeInteger(double)) return { mantissa: BigInt(double), exponent: 0 };
  if (!Number.isFinite(double)) throw outsideDomain('of', 'a finite double', double);
  scratch.setFloat64(0, Math.abs(double));
  const bits = scratch.getBigUint64(0);
  const biased = Number(bits >> 52n);
  const fraction = BigInt.asUintN(52, bits);
  const magnitude = biased === 0 ? fraction : fraction | (1n << 52n);
  const zeros = trailingZeros(magnitude);
  const mantissa = magnitude >> BigInt(zeros);
  return { mantissa: double < 0 ? -mantissa : mantissa, exponent: Math.max(biased, 1) - 1075 + zeros };
};

/** magnitude / 2^dropped as the nearest integer, ties to even. */
const roundedShift = (magnitude: bigint, dropped: number): bigint => {
  const quotient = magnitude >> BigInt(dropped);
  const rest = magnitude - (quotient << BigInt(dropped));
  const half = 1n << BigInt(dropped - 1);
  const up = rest > half || (rest === half && (quotient & 1n) === 1n);
  return up ? quotient + 1n : quotient;
};

const magnitudeToDouble = (magnitude: bigint, exponent: number): number => {
  if (!magnitude) return 0;
  const length = bitLength(magnitude);
  const top = length + exponent;
  if (top > 1024) return Infinity;
  // A double has 53 bits, and none below 2^-1074.
  const kept = Math.min(53, top + 1074);
  if (kept < 0) return 0;
  const dropped = length - kept;
  return dropped <= 0
    ? Number(magnitude) * 2 ** exponent
    : Number(roundedShift(magnitude, dropped)) * 2 ** (exponent + dropped);
};

/** The double nearest to m * 2^e, ties to even: subnormal, 0 or an infinity where that is nearest. */
export const nearestDouble = ({ mantissa, exponent }: Binary): number => {
  if (mantissa >= 0n) return magnitudeToDouble(mantissa, exponent);
  const magnitude = magnitudeToDouble(-mantissa, exponent);
  return magnitude === 0 ? 0 : -magnitude;
};

/** The double nearest to numerator / denominator, ties to even; the denominator is positive. */
export const nearestDoubleOfRatio = (numerator: bigint, denominator: bigint): number => {
  const magnitude = magnitudeOf(numerator);
  // At least 65 bits of quotient, and one bit below that says whether anything is left over: enough
  // to know on which side of every midpoint between doubles the ratio lies.
  const shift = Math.max(0, 66 + bitLength(denominator) - bitLength(magnitude));
  const scaled = magnitude << BigInt(shift);
  const quotient = scaled / denominator;
  const sticky = quotient * denominator === scaled ? 0n : 1n;
  const rounded = magnitudeToDouble((quotient << 1n) | sticky, -shift - 1);
  return numerator < 0n && rounded !== 0 ? -rounded : rounded;
};
