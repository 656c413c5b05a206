/** Number systems for emulated subjects: every operation rounded to a precision. */

import type { Precision } from '../../bounds/precision.ts';
import { fusedDouble, fusedShort } from './fused.ts';
import { type Wobble, wobbling } from './inexact.ts';
import { roundTo } from './rounding.ts';

/** The operations that the emulated backpropagation uses. */
export interface Numbers<T> {
  of(double: number): T;
  toNumber(value: T): number;
  add(left: T, right: T): T;
  sub(left: T, right: T): T;
  mul(left: T, right: T): T;
  div(left: T, right: T): T;
  /** x y + z, rounded once where the system rounds. */
  fma(x: T, y: T, z: T): T;
  exp(value: T): T;
  expm1(value: T): T;
  log(value: T): T;
  sqrt(value: T): T;
  tanh(value: T): T;
  /** Negative, zero or positive; NaN for NaN. */
  sign(value: T): number;
}

/** How a format is worked with. */
export interface Manner {
  /** Results below the normal range become zero. */
  readonly flush: boolean;
  /** Elementary functions as near as the engine has them, or as far off as the contract allows. */
  readonly functions: 'nearest' | 'inexact';
}

const faithful: Wobble = (_, exact) => exact;

/** Doubles with every result rounded. */
export const roundedNumbers = (
  precision: Precision,
  { flush, functions }: Manner = { flush: false, functions: 'nearest' },
): Numbers<number> => {
  const round = roundTo(precision, flush);
  const off = functions === 'nearest' ? faithful : wobbling(precision);
  return {
    of: round,
    toNumber: (value) => value,
    add: (left, right) => round(left + right),
    sub: (left, right) => round(left - right),
    mul: (left, right) => round(left * right),
    div: (left, right) => round(left / right),
    fma: precision.name === 'float64' ? fusedDouble(round) : fusedShort(round),
    exp: (value) => round(off(value, Math.exp(value))),
    expm1: (value) => round(off(value, Math.expm1(value))),
    log: (value) => round(off(value, Math.log(value))),
    sqrt: (value) => round(off(value, Math.sqrt(value))),
    tanh: (value) => round(off(value, Math.tanh(value))),
    sign: Math.sign,
  };
};
