/** Elementary functions at the limit of what subjects may do: K u off, K = 8 (spec/bounds.md, section 1). */

import type { Precision } from '../../bounds/precision.ts';

/** The exact function's value at an argument, moved. */
export type Wobble = (argument: number, exact: number) => number;

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/** Up or down, by the bits of the argument: a function answers alike whenever it is asked. */
const direction = (argument: number): 1 | -1 => {
  double[0] = argument;
  const mixed = Math.imul((words[0] as number) ^ Math.imul(words[1] as number, 0x9e3779b1), 0x85ebca6b);
  return (mixed >>> 15) % 2 === 0 ? 1 : -1;
};

// What is left of the 8: in a short format one rounding of the value that a double holds nearly exactly
// and its cross term; in float64 up to 2 u of the engine's own function, the product and its rounding.
const shortReach = 6.9;
const doubleReach = 4.5;

/** Moves each value by nearly all that the contract leaves. */
export const wobbling = ({ name, unitRoundoff }: Precision): Wobble => {
  const reach = (name === 'float64' ? doubleReach : shortReach) * unitRoundoff;
  return (argument, exact) => exact * (1 + direction(argument) * reach);
};
