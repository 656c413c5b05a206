/** Number systems for emulated subjects: every operation rounded to a precision, and double-double. */

import type { Precision } from '../precision.ts';

/** The operations that the emulated backpropagation uses. */
export interface Numbers<T> {
  of(double: number): T;
  toNumber(value: T): number;
  add(left: T, right: T): T;
  sub(left: T, right: T): T;
  mul(left: T, right: T): T;
  div(left: T, right: T): T;
  exp(value: T): T;
  expm1(value: T): T;
  log(value: T): T;
  sqrt(value: T): T;
  tanh(value: T): T;
  /** Negative, zero or positive; NaN for NaN. */
  sign(value: T): number;
}

const roundTies = (x: number): number => {
  const low = Math.floor(x);
  const rest = x - low;
  return rest > 0.5 || (rest === 0.5 && low % 2 !== 0) ? low + 1 : low;
};

/** The nearest number of a format, ties to even; below the normal range flushed to zero or gradual. */
export const roundTo =
  ({ name, unitRoundoff, smallestNormal, largest }: Precision, flush: boolean) =>
  (x: number): number => {
    const magnitude = Math.abs(x);
    if (!(magnitude < Number.POSITIVE_INFINITY) || magnitude === 0) return x;
    if (magnitude < smallestNormal) {
      if (flush) return 0;
      const quantum = 2 * smallestNormal * unitRoundoff;
      return name === 'float64' ? x : roundTies(x / quantum) * quantum;
    }
    if (name === 'float64') return x;
    const exponent = Math.floor(Math.log2(magnitude));
    const quantum = 2 ** (exponent + (2 ** exponent > magnitude ? -1 : 0)) * 2 * unitRoundoff;
    const rounded = roundTies(x / quantum) * quantum;
    return Math.abs(rounded) > largest ? rounded * Number.POSITIVE_INFINITY : rounded;
  };

/** Doubles with every result rounded. */
export const roundedNumbers = (precision: Precision, flush: boolean): Numbers<number> => {
  const round = precision.name === 'float32' && !flush ? Math.fround : roundTo(precision, flush);
  return {
    of: round,
    toNumber: (value) => value,
    add: (left, right) => round(left + right),
    sub: (left, right) => round(left - right),
    mul: (left, right) => round(left * right),
    div: (left, right) => round(left / right),
    exp: (value) => round(Math.exp(value)),
    expm1: (value) => round(Math.expm1(value)),
    log: (value) => round(Math.log(value)),
    sqrt: (value) => round(Math.sqrt(value)),
    tanh: (value) => round(Math.tanh(value)),
    sign: Math.sign,
  };
};
