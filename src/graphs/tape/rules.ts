/**
 * What a tape computes: of each operation the value and, at once, the local derivatives, as spec/ops.json
 * has them, kinks included.
 */

import { type Place, type Tape, write } from './tape.ts';

/** Writes f(x, y), df/dx and df/dy; an operation of one number does not look at y. */
export type Rule = (tape: Tape, node: Place, x: number, y: number) => Place;

export const add: Rule = (tape, node, x, y) => write(tape, node, x + y, 1, 1);

export const sub: Rule = (tape, node, x, y) => write(tape, node, x - y, 1, -1);

export const mul: Rule = (tape, node, x, y) => write(tape, node, x * y, y, x);

/** Not x / y^2, whose square can overflow where the derivative does not. */
export const div: Rule = (tape, node, x, y) => write(tape, node, x / y, 1 / y, -((1 / y) * (x / y)));

/** Of equals the first wins. */
export const maximum: Rule = (tape, node, x, y) =>
  x >= y ? write(tape, node, x, 1, 0) : write(tape, node, y, 0, 1);

/** Of equals the first wins. */
export const minimum: Rule = (tape, node, x, y) =>
  x <= y ? write(tape, node, x, 1, 0) : write(tape, node, y, 0, 1);

export const neg: Rule = (tape, node, x) => write(tape, node, -x, -1, 0);

export const reciprocal: Rule = (tape, node, x) => {
  const y = 1 / x;
  return write(tape, node, y, -(y * y), 0);
};

export const square: Rule = (tape, node, x) => write(tape, node, x * x, x + x, 0);

export const sqrt: Rule = (tape, node, x) => {
  const y = Math.sqrt(x);
  return write(tape, node, y, 1 / (y + y), 0);
};

export const exp: Rule = (tape, node, x) => {
  const y = Math.exp(x);
  return write(tape, node, y, y, 0);
};

export const log: Rule = (tape, node, x) => write(tape, node, Math.log(x), 1 / x, 0);

/** The slope is 4 e / (1 + e)^2: 1 - tanh^2 x loses its digits where tanh x is near 1. */
export const tanh: Rule = (tape, node, x) => {
  const e = Math.exp(-Math.abs(x + x));
  const sum = 1 + e;
  return write(tape, node, Math.tanh(x), 4 * (e / (sum * sum)), 0);
};

/** With e = e^-|x| nothing overflows, and s (1 - s) would be 0 from x = 37 on. */
export const sigmoid: Rule = (tape, node, x) => {
  const e = Math.exp(-Math.abs(x));
  const sum = 1 + e;
  return write(tape, node, (x < 0 ? e : 1) / sum, e / (sum * sum), 0);
};

/** 0 counts as positive. */
export const relu: Rule = (tape, node, x) =>
  x < 0 ? write(tape, node, 0, 0, 0) : write(tape, node, x, 1, 0);
