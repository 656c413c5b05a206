/** Operations that treat every entry by itself. Of functions with branches the documented one is taken. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { attribute } from '../../model/attributes.ts';
import { type Binary, ofEntries, ofPairs, type Rule, type Unary } from './rule.ts';

const isNegative = <N>({ of, compare }: Arithmetic<N>, x: N): boolean => compare(x, of(0)) < 0;

/** e^-|x|, which never overflows. */
const decay = <N>(arithmetic: Arithmetic<N>, x: N): N =>
  arithmetic.exp(isNegative(arithmetic, x) ? x : arithmetic.neg(x));

const wholePower = <N>(arithmetic: Arithmetic<N>, x: N, n: number): N => {
  if (n === 0) return arithmetic.of(1);
  const half = wholePower(arithmetic, x, Math.floor(n / 2));
  const even = arithmetic.mul(half, half);
  return n % 2 === 0 ? even : arithmetic.mul(even, x);
};

const power: Unary = (arithmetic, x, attributes) => {
  const exponent = attribute(attributes, 'exponent');
  const { of, mul, div, exp, log } = arithmetic;
  if (!Number.isInteger(exponent)) return exp(mul(of(exponent), log(x)));
  const magnitude = wholePower(arithmetic, x, Math.abs(exponent));
  return exponent < 0 ? div(of(1), magnitude) : magnitude;
};

const sigmoid: Unary = (arithmetic, x) => {
  const { of, add, div } = arithmetic;
  const e = decay(arithmetic, x);
  return div(isNegative(arithmetic, x) ? e : of(1), add(of(1), e));
};

const softplus: Unary = (arithmetic, x) => {
  const { of, add, log } = arithmetic;
  const rest = log(add(of(1), decay(arithmetic, x)));
  return isNegative(arithmetic, x) ? rest : add(x, rest);
};

const relu: Unary = (arithmetic, x) => (isNegative(arithmetic, x) ? arithmetic.of(0) : x);

const leakyRelu: Unary = (arithmetic, x, attributes) =>
  isNegative(arithmetic, x) ? arithmetic.mul(arithmetic.of(attribute(attributes, 'alpha')), x) : x;

const elu: Unary = ({ of, mul, expm1, compare }, x, attributes) =>
  compare(x, of(0)) > 0 ? x : mul(of(attribute(attributes, 'alpha')), expm1(x));

const larger: Binary = ({ compare }, x, y) => (compare(x, y) >= 0 ? x : y);

const smaller: Binary = ({ compare }, x, y) => (compare(x, y) <= 0 ? x : y);

const indicator =
  (holds: (order: number) => boolean): Binary =>
  ({ of, compare }, x, y) =>
    of(holds(compare(x, y)) ? 1 : 0);

/** By operation. */
export const entrywise = {
  add: ofPairs(({ add }, x, y) => add(x, y)),
  sub: ofPairs(({ sub }, x, y) => sub(x, y)),
  mul: ofPairs(({ mul }, x, y) => mul(x, y)),
  div: ofPairs(({ div }, x, y) => div(x, y)),
  maximum: ofPairs(larger),
  minimum: ofPairs(smaller),
  'at-least': ofPairs(indicator((order) => order >= 0)),
  above: ofPairs(indicator((order) => order > 0)),
  neg: ofEntries(({ neg }, x) => neg(x)),
  reciprocal: ofEntries(({ of, div }, x) => div(of(1), x)),
  exp: ofEntries(({ exp }, x) => exp(x)),
  log: ofEntries(({ log }, x) => log(x)),
  pow: ofEntries(power),
  square: ofEntries(({ mul }, x) => mul(x, x)),
  sqrt: ofEntries(({ sqrt }, x) => sqrt(x)),
  relu: ofEntries(relu),
  'leaky-relu': ofEntries(leakyRelu),
  elu: ofEntries(elu),
  sigmoid: ofEntries(sigmoid),
  tanh: ofEntries(({ tanh }, x) => tanh(x)),
  softplus: ofEntries(softplus),
} as const satisfies Readonly<Record<string, Rule>>;
