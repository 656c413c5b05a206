/** Unevaluated sums of two doubles: about 31 digits (Dekker, 'A floating-point technique', 1971). */

import type { Numbers } from './numbers.ts';

type DoubleDouble = readonly [high: number, low: number];

const normal = (high: number, low: number): DoubleDouble => {
  const sum = high + low;
  return Number.isFinite(sum) ? [sum, low - (sum - high)] : [sum, 0];
};

const add = ([a, b]: DoubleDouble, [c, d]: DoubleDouble): DoubleDouble => {
  const sum = a + c;
  if (!Number.isFinite(sum)) return [sum, 0];
  const part = sum - a;
  const rest = a - (sum - part) + (c - part);
  const lowSum = b + d;
  const lowPart = lowSum - b;
  const lowRest = b - (lowSum - lowPart) + (d - lowPart);
  const [high, low] = normal(sum, rest + lowSum);
  return normal(high, low + lowRest);
};

const negate = ([a, b]: DoubleDouble): DoubleDouble => [-a, -b];

const split = (a: number): DoubleDouble => {
  const stretched = 134217729 * a;
  const high = stretched - (stretched - a);
  return Number.isFinite(high) ? [high, a - high] : [a, 0];
};

const mul = ([a, b]: DoubleDouble, [c, d]: DoubleDouble): DoubleDouble => {
  const product = a * c;
  if (product === 0 || !Number.isFinite(product)) return [product, 0];
  const [[ah, al], [ch, cl]] = [split(a), split(c)];
  const rest = ah * ch - product + ah * cl + al * ch + al * cl;
  return normal(product, rest + (a * d + b * c));
};

const div = (left: DoubleDouble, right: DoubleDouble): DoubleDouble => {
  const first = left[0] / right[0];
  if (!Number.isFinite(first) || !Number.isFinite(right[0])) return [first, 0];
  const rest = add(left, negate(mul(right, [first, 0])));
  const second = rest[0] / right[0];
  const last = add(rest, negate(mul(right, [second, 0])))[0] / right[0];
  return add(normal(first, second), [last, 0]);
};

const timesPowerOfTwo = ([a, b]: DoubleDouble, factor: number): DoubleDouble => [a * factor, b * factor];

const ln2: DoubleDouble = [Math.LN2, 2.3190468138462996e-17];
const one: DoubleDouble = [1, 0];

/** e^x - 1 for |x| < 1: Taylor's series at x / 512, then nine times s -> 2 s + s^2. */
const smallExpm1 = (x: DoubleDouble): DoubleDouble => {
  const r = timesPowerOfTwo(x, 2 ** -9);
  let sum: DoubleDouble = [0, 0];
  for (let n = 12; n >= 1; n -= 1) sum = div(mul(r, add(one, sum)), [n, 0]);
  for (let step = 0; step < 9; step += 1) sum = add(timesPowerOfTwo(sum, 2), mul(sum, sum));
  return sum;
};

const exp = (x: DoubleDouble): DoubleDouble => {
  if (!(Math.abs(x[0]) < 745)) return [Math.exp(x[0]), 0];
  const k = Math.round(x[0] / Math.LN2);
  const small = add(one, smallExpm1(add(x, negate(mul(ln2, [k, 0])))));
  const half = Math.trunc(k / 2);
  return timesPowerOfTwo(timesPowerOfTwo(small, 2 ** half), 2 ** (k - half));
};

const expm1 = (x: DoubleDouble): DoubleDouble =>
  Math.abs(x[0]) < 0.5 ? smallExpm1(x) : add(exp(x), [-1, 0]);

const log = (x: DoubleDouble): DoubleDouble => {
  let y: DoubleDouble = [Math.log(x[0]), 0];
  if (!Number.isFinite(y[0])) return y;
  for (let step = 0; step < 2; step += 1) y = add(y, add(mul(x, exp(negate(y))), [-1, 0]));
  return y;
};

const sqrt = (x: DoubleDouble): DoubleDouble => {
  if (!(x[0] > 0)) return [Math.sqrt(x[0]), 0];
  const y: DoubleDouble = [Math.sqrt(x[0]), 0];
  return add(y, div(add(x, negate(mul(y, y))), timesPowerOfTwo(y, 2)));
};

const tanh = (x: DoubleDouble): DoubleDouble => {
  if (Math.abs(x[0]) > 300) return [Math.sign(x[0]), 0];
  const t = expm1(timesPowerOfTwo(x, 2));
  return div(t, add(t, [2, 0]));
};

/** Exact enough to hold float64 against. */
export const doubleDouble: Numbers<DoubleDouble> = {
  of: (double) => [double, 0],
  toNumber: ([high, low]) => high + low,
  add,
  sub: (left, right) => add(left, negate(right)),
  mul,
  div,
  exp,
  expm1,
  log,
  sqrt,
  tanh,
  sign: ([high]) => Math.sign(high),
};
