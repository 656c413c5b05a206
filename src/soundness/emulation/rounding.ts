/** The nearest number of a format, on the bits of a double. */

import type { Precision } from '../../bounds/precision.ts';

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
const [low, high] = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? [0, 1] : [1, 0];

/** Ties to even; `x` of size below 2^52. */
const toInteger = (x: number): number => {
  const below = Math.floor(x);
  const rest = x - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 !== 0) ? below + 1 : below;
};

/** Rounds a normal double to a significand that ends `dropped` bits above the end of the high word. */
const shorten = (x: number, dropped: number): number => {
  double[0] = x;
  const head = words[high] as number;
  const unit = 1 << dropped;
  const rest = head & (unit - 1);
  const tie = rest === unit / 2;
  const up = tie ? words[low] !== 0 || (head & unit) !== 0 : rest > unit / 2;
  words[low] = 0;
  words[high] = head - rest + (up ? unit : 0);
  return double[0];
};

/** A value between two neighbours of a format is given to one of them; anything else stays. */
export type Round = (x: number) => number;

/** Formats of at most 20 significant bits: only the high word of a double decides. */
const shortRound = ({ unitRoundoff, smallestNormal, largest }: Precision, flush: boolean): Round => {
  const dropped = 21 + Math.log2(unitRoundoff);
  const quantum = 2 * smallestNormal * unitRoundoff;
  return (x) => {
    const magnitude = Math.abs(x);
    if (!(magnitude < Number.POSITIVE_INFINITY)) return x;
    if (magnitude < smallestNormal) return flush ? 0 : toInteger(x / quantum) * quantum;
    const rounded = shorten(x, dropped);
    return Math.abs(rounded) > largest ? rounded * Number.POSITIVE_INFINITY : rounded;
  };
};

/**
 * Rounds to nearest, ties to even; past the largest number to infinity. What lies below the normal
 * range is flushed to zero, or becomes the nearest subnormal number.
 */
export const roundTo = (precision: Precision, flush: boolean): Round => {
  const { name, smallestNormal } = precision;
  if (name === 'float16' || name === 'bfloat16') return shortRound(precision, flush);
  const gradual: Round = name === 'float32' ? Math.fround : (x) => x;
  return flush ? (x) => (Math.abs(x) < smallestNormal ? 0 : gradual(x)) : gradual;
};

/**
 * The sum of an inexact addition, nudged so that rounding it once more rounds the exact sum: its last
 * bit is made odd towards the error (Boldo and Melquiond, 'Emulation of FMA and correctly rounded sums:
 * proved algorithms using rounding to odd', 2008).
 */
export const toOdd = (sum: number, error: number): number => {
  if (error === 0 || !Number.isFinite(sum)) return sum;
  double[0] = sum;
  const tail = words[low] as number;
  if ((tail & 1) === 1) return sum;
  if (error > 0 === sum > 0) {
    words[low] = tail + 1;
  } else {
    words[low] = tail - 1;
    if (tail === 0) words[high] = (words[high] as number) - 1;
  }
  return double[0];
};
