/** The factor in front of the losses, wherever a subject multiplies by it; section 6 of spec/bounds.md. */

import type { Rounding } from './rounding.ts';

/** The scale of the loss, wherever a subject multiplies by it. */
export interface Scaling {
  readonly scale: number;
  /** Relative error that the factor brings in, once on every path. */
  readonly relative: number;
  /** omega in units of the finished gradient: a late factor enlarges what was lost before it. */
  readonly smallest: number;
  /** The larger of a magnitude with the factor in it and without. */
  readonly unscaled: (magnitude: number) => number;
}

/** True for powers of two, subnormal ones included: multiplying by them does not round. */
const isPowerOfTwo = (x: number): boolean => {
  const exponent = Math.round(Math.log2(x));
  return exponent >= -1022 ? 2 ** exponent === x : 2 ** (exponent + 100) === x * 2 ** 100;
};

/** What this scale costs in this precision; it is finite and > 0. */
export const scalingOf = (scale: number, rounding: Rounding): Scaling => {
  const stored = rounding.represent(scale) / scale;
  const rounded = isPowerOfTwo(scale) ? 0 : rounding.chain(3);
  const fits = 2 * scale <= rounding.largest;
  return {
    scale,
    relative: fits ? stored + rounded * (1 + stored) : Number.POSITIVE_INFINITY,
    smallest: rounding.smallest * Math.max(1, 2 * scale),
    unscaled: (magnitude) => Math.max(magnitude, magnitude / scale),
  };
};
