/** Unevaluated sums of two doubles: about 31 digits (Dekker, 'A floating-point technique', 1971). */

import type { Numbers } from './numbers.ts';

/** The value high + low. */
export interface DoubleDouble {
  readonly high: number;
  readonly low: number;
}

const of = (high: number, low = 0): DoubleDouble => ({ high, low });

const normal = (high: number, low: number): DoubleDouble => {
  const sum = high + low;
  return Number.isFinite(sum) ? of(sum, low - (sum - high)) : of(sum);
};

const add = ({ high: a, low: b }: DoubleDouble, { high: c, low: d }: DoubleDouble): DoubleDouble => {
  const sum = a + c;
  if (!Number.isFinite(sum)) return of(sum);
  const part = sum - a;
  const rest = a - (sum - part) + (c - part);
  const lowSum = b + d;
  const lowPart = lowSum - b;
  const lowRest = b - (lowSum - lowPart) + (d - lowPart);
  const { high, low } = normal(sum, rest + lowSum);
  return normal(high, low + lowRest);
};

const negate = ({ high, low }: DoubleDouble): DoubleDouble => of(-high, -low);

/** The upper half of the bits; the whole number where splitting would overflow. */
const upper = (a: number): number => {
  const stretched = 134217729 * a;
  const high = stretched - (stretched - a);
  return Number.isFinite(high) ? high : a;
};

const mul = ({ high: a, low: b }: DoubleDouble, { high: c, low: d }: DoubleDouble): DoubleDouble => {
  const product = a * c;
  if (product === 0 || !Number.isFinite(product)) return of(product);
  const ah = upper(a);
  const ch = upper(c);
  const al = a - ah;
  const cl = c - ch;
  const rest = ah * ch - product + ah * cl + al * ch + al * cl;
  return normal(product, rest + (a * d + b * c));
};

const div = (left: DoubleDouble, right: DoubleDouble): DoubleDouble => {
  const first = left.high / right.high;
  if (!Number.isFinite(first) || !Number.isFinite(right.high)) return of(first);
  const rest = add(left, negate(mul(right, of(first))));
  const second = rest.high / right.high;
  const last = add(rest, negate(mul(right, of(second)))).high / right.high;
  return add(normal(first, second), of(last));
};

const timesPowerOfTwo = ({ high, low }: DoubleDouble, factor: number): DoubleDouble =>
  of(high * factor, low * factor);

const ln2 = of(Math.LN2, 2.3190468138462996e-17);
const one = of(1);
const terms = 12;
const reciprocals = Array.from({ length: terms }, (_, index) => div(one, of(terms - index)));

/** e^x - 1 for |x| < 1: Taylor's series at x / 512, then nine times s -> 2 s + s^2. */
const smallExpm1 = (x: DoubleDouble): DoubleDouble => {
  const r = timesPowerOfTwo(x, 2 ** -9);
  let sum = of(0);
  for (const reciprocal of reciprocals) sum = mul(mul(r, add(one, sum)), reciprocal);
  for (let step = 0; step < 9; step += 1) sum = add(timesPowerOfTwo(sum, 2), mul(sum, sum));
  return sum;
};

const exp = (x: DoubleDouble): DoubleDouble => {
  if (!(Math.abs(x.high) < 745)) return of(Math.exp(x.high));
  const k = Math.round(x.high / Math.LN2);
  const small = add(one, smallExpm1(add(x, negate(mul(ln2, of(k))))));
  const half = Math.trunc(k / 2);
  return timesPowerOfTwo(timesPowerOfTwo(small, 2 ** half), 2 ** (k - half));
};

const expm1 = (x: DoubleDouble): DoubleDouble =>
  Math.abs(x.high) < 0.5 ? smallExpm1(x) : add(exp(x), of(-1));

const log = (x: DoubleDouble): DoubleDouble => {
  let y = of(Math.log(x.high));
  if (!Number.isFinite(y.high)) return y;
  for (let step = 0; step < 2; step += 1) y = add(y, add(mul(x, exp(negate(y))), of(-1)));
  return y;
};

const sqrt = (x: DoubleDouble): DoubleDouble => {
  const y = of(Math.sqrt(x.high));
  if (!(x.high > 0)) return y;
  return add(y, div(add(x, negate(mul(y, y))), timesPowerOfTwo(y, 2)));
};

const tanh = (x: DoubleDouble): DoubleDouble => {
  if (Math.abs(x.high) > 300) return of(Math.sign(x.high));
  const t = expm1(timesPowerOfTwo(x, 2));
  return div(t, add(t, of(2)));
};

/** Exact enough to hold float64 against. */
export const doubleDouble: Numbers<DoubleDouble> = {
  of: (double) => of(double),
  toNumber: ({ high, low }) => high + low,
  add,
  sub: (left, right) => add(left, negate(right)),
  mul,
  div,
  fma: (x, y, z) => add(mul(x, y), z),
  exp,
  expm1,
  log,
  sqrt,
  tanh,
  sign: ({ high }) => Math.sign(high),
};
