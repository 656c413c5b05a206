/** Doubles. */

import type { Arithmetic } from './arithmetic.ts';

/** IEEE 754 binary64, round to nearest; elementary functions as the JavaScript engine has them. */
export const float64: Arithmetic<number> = {
  name: 'float64',
  of: (double) => double,
  toNumber: (value) => value,
  add: (left, right) => left + right,
  sub: (left, right) => left - right,
  mul: (left, right) => left * right,
  div: (left, right) => left / right,
  neg: (value) => -value,
  compare: (left, right) => left - right,
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  sqrt: Math.sqrt,
  tanh: Math.tanh,
};
