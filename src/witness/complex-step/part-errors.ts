/** Bounds on the real and on the imaginary part of a complex error, kept apart. */

import type { Complex } from '../../arithmetic/complex.ts';

/** Bounds on |re - exact real part| and |im - exact imaginary part|. */
export interface PartErrors {
  readonly reError: number;
  readonly imError: number;
}

/** A complex number and how far its parts may be from those of the exact result of the operations so far. */
export interface Approximate extends Complex, PartErrors {}

/** Nothing is known. */
export const unknown: PartErrors = {
  reError: Number.POSITIVE_INFINITY,
  imError: Number.POSITIVE_INFINITY,
};

/** The sizes of the parts of a number, as bounds. */
export const sizeOf = ({ re, im }: Complex): PartErrors => ({ reError: Math.abs(re), imError: Math.abs(im) });

/** Bounds on the parts of a product of numbers whose parts are bounded. */
export const productOfBounds = (left: PartErrors, right: PartErrors): PartErrors => ({
  reError: left.reError * right.reError + left.imError * right.imError,
  imError: left.reError * right.imError + left.imError * right.reError,
});

/** 1 / d for any d whose real part is at least `nearest` in size and whose imaginary part is at most `across`. */
export const reciprocal = (nearest: number, across: number): PartErrors =>
  nearest > 0 ? { reError: 1 / nearest, imError: across / nearest / nearest } : unknown;
