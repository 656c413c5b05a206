/** Suprema of |g^(j)| / j! over an interval of z, j = 0 to the order; entry 0 is unused and 0. */

import { at } from '../at.ts';
import type { Series } from './series.ts';

/**
 * Per derivative j = 1 to 7 of the sigmoid s: the largest |s^(j)| anywhere, and the largest
 * |s^(j)| / (s (1 - s)); both rounded up. s^(j) is a polynomial in s, s^(j+1) = s (1 - s) d s^(j) / d s.
 */
const sigmoidLargest = [0.25, 0.0962251, 0.125, 0.127684, 0.25, 0.408328, 1.0625];
const sigmoidShare = [1, 1, 1, 1, 1, 1.81496, 4.25];

/** The largest sup of |s^(j)|, not divided by j!, over |z| >= `nearest`; j from 1. */
const sigmoidDerivative = (j: number, nearest: number): number => {
  const decay = Math.exp(-nearest);
  const slope = decay / (1 + decay) ** 2;
  return Math.min(at(sigmoidLargest, j - 1), at(sigmoidShare, j - 1) * slope);
};

const byOrder = (order: number, derivative: (j: number) => number): Series => {
  let factorial = 1;
  return Array.from({ length: order + 1 }, (_, j) => {
    if (j === 0) return 0;
    factorial *= j;
    return derivative(j) / factorial;
  });
};

/** Over |z| >= `nearest`. */
export const sigmoidSuprema = (order: number, nearest: number): Series =>
  byOrder(order, (j) => sigmoidDerivative(j, nearest));

/** tanh z = 2 s(2 z) - 1, so its j-th derivative is 2^(j+1) s^(j)(2 z). */
export const tanhSuprema = (order: number, nearest: number): Series =>
  byOrder(order, (j) => 2 ** (j + 1) * sigmoidDerivative(j, 2 * nearest));

/** alpha (e^z - 1) over z <= `furthest`: every derivative is alpha e^z. */
export const exponentialSuprema = (order: number, alpha: number, furthest: number): Series =>
  byOrder(order, () => alpha * Math.exp(furthest));

/** A straight line: one slope, nothing above it. */
export const straight = (order: number, slope: number): Series =>
  byOrder(order, (j) => (j === 1 ? Math.abs(slope) : 0));

/** ln(1 + e^z) - t z over |z| >= `nearest`, from a bound on its slope |s - t|. */
export const softplusSuprema = (order: number, nearest: number, slope: number): Series =>
  byOrder(order, (j) => (j === 1 ? slope : sigmoidDerivative(j - 1, nearest)));
