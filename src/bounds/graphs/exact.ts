/** Where nothing is rounded: numbers on a grid that is fine enough; section 3 of spec/graph-bounds.md. */

import type { Rounding } from '../rounding.ts';
import { isExact, type Known } from './known.ts';

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
const [lower, upper] = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? [0, 1] : [1, 0];

const trailingZeros = (word: number): number => 31 - Math.clz32(word & -word);

/** The largest e such that x is a multiple of 2^e; Infinity for 0, NaN for what is not finite. */
const grainOf = (x: number): number => {
  if (x === 0) return Number.POSITIVE_INFINITY;
  if (!Number.isFinite(x)) return Number.NaN;
  double[0] = x;
  const [head = 0, tail = 0] = [words[upper], words[lower]];
  const exponent = (head >>> 20) & 0x7ff;
  const zeros = tail !== 0 ? trailingZeros(tail) : 32 + trailingZeros(head | 0x100000);
  return Math.max(exponent, 1) - 1075 + zeros;
};

/** The grid of a number that nobody has rounded; NaN where somebody may have. */
export const grainOfKnown = (x: Known): number => (isExact(x) ? grainOf(x.value) : Number.NaN);

/**
 * True when every multiple of 2^grain up to this size is a normal number of the precision, or 0.
 *
 * The size is a sum in doubles. On the grid it is exact below 2^grain / u, and no rounding takes it from there
 * or beyond to below: hence less than, although 2^grain / u itself is a number of the precision.
 */
export const fits = (size: number, grain: number, { unit, smallest, largest }: Rounding): boolean =>
  size * unit < 2 ** grain && 2 ** grain >= smallest && size <= largest;

/** True of an exact 1, 1/2, -4 ...: multiplying by it rounds nothing. */
export const isPowerOfTwo = (x: Known): boolean =>
  isExact(x) && x.value !== 0 && Math.abs(x.value) === 2 ** grainOf(x.value);
