/** Smooth functions of one number. */

import { unary } from './entrywise.ts';
import { sigmoidOf, sigmoidSlope, softplusOf, tanhSlope } from './stable.ts';

/**
 * 1 / (1 + e^-x).
 *
 * @clause GATE-FUSED
 */
export const sigmoid = unary({
  value: (arithmetic, x) => sigmoidOf(arithmetic, x),
  times: (arithmetic, G, x) => arithmetic.mul(G, sigmoidSlope(arithmetic, x)),
});

/** The hyperbolic tangent. */
export const tanh = unary({
  value: ({ tanh }, x) => tanh(x),
  times: (arithmetic, G, x) => arithmetic.mul(G, tanhSlope(arithmetic, x)),
});

/** ln(1 + e^x). */
export const softplus = unary({
  value: (arithmetic, x) => softplusOf(arithmetic, x),
  times: (arithmetic, G, x) => arithmetic.mul(G, sigmoidOf(arithmetic, x)),
});
