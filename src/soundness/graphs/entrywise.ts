/** Operations entry by entry, in the ways that subjects have. */

import { at } from '../../bounds/at.ts';
import { attribute } from '../../model/attributes.ts';
import { activate, slope } from '../emulation/activations.ts';
import type { Numbers } from '../emulation/numbers.ts';
import { type EmulatedOperation, inputOf, type Use } from './operation.ts';

type Value = (numbers: Numbers<number>, x: number, use: Use) => number;
type Back = (numbers: Numbers<number>, G: number, x: number, y: number, use: Use) => readonly number[];

const unary = (value: Value, back: Back): EmulatedOperation => ({
  value: (use) => inputOf(use, 0).entries.map((x) => value(use.emulation.numbers, x, use)),
  terms: (used, _slot, G) =>
    inputOf(used, 0).entries.map((x, place) =>
      back(used.emulation.numbers, at(G, place), x, at(used.result.entries, place), used),
    ),
});

type BinaryBack = (
  numbers: Numbers<number>,
  G: number,
  pair: readonly [number, number],
  slot: number,
  use: Use,
) => readonly number[];

const binary = (
  value: (numbers: Numbers<number>, x: number, y: number) => number,
  back: BinaryBack,
): EmulatedOperation => ({
  value: (use) => {
    const y = inputOf(use, 1).entries;
    return inputOf(use, 0).entries.map((x, place) => value(use.emulation.numbers, x, at(y, place)));
  },
  terms: (used, slot, G) => {
    const y = inputOf(used, 1).entries;
    return inputOf(used, 0).entries.map((x, place) =>
      back(used.emulation.numbers, at(G, place), [x, at(y, place)], slot, used),
    );
  },
});

const fromResult = ({ style }: Use): boolean => style.slope === 'from-a';

const inParts = ({ style }: Use): boolean => style.factors === 'parts';

const throughDivisor: BinaryBack = ({ of, mul, div }, G, [x, y], _slot, use) => {
  if (fromResult(use)) return [-mul(div(G, y), div(x, y))];
  if (inParts(use)) return [-div(mul(G, x), mul(y, y))];
  const inverse = div(of(1), y);
  return [-mul(G, mul(x, mul(inverse, inverse)))];
};

/** x^p by products alone. */
const repeated = (numbers: Numbers<number>, x: number, p: number): number => {
  let power = numbers.of(1);
  for (let k = 0; k < Math.abs(p); k += 1) power = k === 0 ? x : numbers.mul(power, x);
  return p < 0 ? numbers.div(numbers.of(1), power) : power;
};

const powerOf = (numbers: Numbers<number>, x: number, p: number, use: Use): number => {
  if (use.style.elementary === 'library') return numbers.of(x ** numbers.of(p));
  if (Number.isInteger(p)) return repeated(numbers, x, p);
  return numbers.exp(numbers.mul(numbers.of(p), numbers.log(x)));
};

const powerSlope = (numbers: Numbers<number>, x: number, y: number, p: number, use: Use): number => {
  const { of, mul, div, sub } = numbers;
  if (p === 1) return of(1);
  if (fromResult(use) && x !== 0) return div(mul(of(p), y), x);
  return mul(of(p), powerOf(numbers, x, Number.isInteger(p) ? p - 1 : sub(of(p), of(1)), use));
};

const activation = (name: 'sigmoid' | 'tanh'): EmulatedOperation =>
  unary(
    (_, x, use) => activate(use.emulation, { name }, x),
    ({ mul }, G, x, y, use) => [mul(G, slope(use.emulation, { name }, x, y))],
  );

const kinked = (name: 'leaky-relu' | 'elu'): EmulatedOperation => {
  const of = ({ attributes, emulation: { numbers } }: Use) =>
    ({ name, alpha: numbers.of(attribute(attributes, 'alpha')) }) as const;
  return unary(
    (_, x, use) => activate(use.emulation, of(use), x),
    ({ mul }, G, x, y, use) => [mul(G, slope(use.emulation, of(use), x, y))],
  );
};

const softplus: Value = ({ of, add, exp, log }, x, { style }) => {
  if (style.softmax === 'unshifted') return log(add(of(1), exp(x)));
  const tail = log(add(of(1), exp(-Math.abs(x))));
  return x > 0 ? add(x, tail) : tail;
};

const softplusSlope: Back = (numbers, G, x, y, use) => {
  const { of, add, sub, mul, div, exp } = numbers;
  if (fromResult(use)) return [mul(G, sub(of(1), exp(-y)))];
  if (use.style.softmax !== 'unshifted') return [mul(G, activate(use.emulation, { name: 'sigmoid' }, x))];
  const e = exp(x);
  return [inParts(use) ? mul(div(G, add(of(1), e)), e) : mul(G, div(e, add(of(1), e)))];
};

/** Which share of G the first of two has. */
const shareOf = (lead: number, { style }: Use): number => {
  if (lead !== 0) return lead > 0 ? 1 : 0;
  return { first: 1, last: 0, split: 0.5 }[style.ties];
};

const choice = (sign: 1 | -1): EmulatedOperation =>
  binary(
    (_, x, y) => (sign * (x - y) >= 0 ? x : y),
    ({ mul }, G, [x, y], slot, use) => {
      const first = shareOf(sign * (x - y), use);
      return [mul(G, slot === 0 ? first : 1 - first)];
    },
  );

/** By operation. */
export const entrywise = {
  add: binary(
    ({ add }, x, y) => add(x, y),
    (_, G) => [G],
  ),
  sub: binary(
    ({ sub }, x, y) => sub(x, y),
    (_, G, _pair, slot) => [slot === 0 ? G : -G],
  ),
  neg: unary(
    (_, x) => -x,
    (_, G) => [-G],
  ),
  mul: binary(
    ({ mul }, x, y) => mul(x, y),
    ({ mul }, G, [x, y], slot) => [mul(G, slot === 0 ? y : x)],
  ),
  square: unary(
    ({ mul }, x) => mul(x, x),
    ({ add, mul }, G, x, _y, use) => (inParts(use) ? [mul(G, x), mul(G, x)] : [mul(G, add(x, x))]),
  ),
  div: binary(
    ({ div }, x, y) => div(x, y),
    (numbers, G, pair, slot, use) =>
      slot === 0 ? [numbers.div(G, pair[1])] : throughDivisor(numbers, G, pair, slot, use),
  ),
  reciprocal: unary(
    ({ of, div }, x) => div(of(1), x),
    ({ mul, div }, G, x, y, use) => {
      if (fromResult(use)) return [-mul(inParts(use) ? mul(G, y) : G, inParts(use) ? y : mul(y, y))];
      return [-div(G, mul(x, x))];
    },
  ),
  exp: unary(
    ({ exp }, x) => exp(x),
    ({ exp, mul }, G, x, y, use) => [mul(G, fromResult(use) ? y : exp(x))],
  ),
  log: unary(
    ({ log }, x) => log(x),
    ({ of, div, mul }, G, x, _y, use) => [inParts(use) ? div(G, x) : mul(G, div(of(1), x))],
  ),
  sqrt: unary(
    ({ sqrt }, x) => sqrt(x),
    ({ of, add, mul, div, sqrt }, G, x, y, use) => {
      if (inParts(use)) return [div(G, add(y, y))];
      return [mul(G, div(of(0.5), fromResult(use) ? y : sqrt(x)))];
    },
  ),
  pow: unary(
    (numbers, x, use) => {
      const p = attribute(use.attributes, 'exponent');
      return p === 0 ? 1 : powerOf(numbers, x, p, use);
    },
    (numbers, G, x, y, use) => {
      const p = attribute(use.attributes, 'exponent');
      return p === 0 ? [] : [numbers.mul(G, powerSlope(numbers, x, y, p, use))];
    },
  ),
  relu: unary(
    (_, x) => Math.max(x, 0),
    ({ mul }, G, x, _y, use) => [mul(G, shareOf(x, use))],
  ),
  'leaky-relu': kinked('leaky-relu'),
  elu: kinked('elu'),
  sigmoid: activation('sigmoid'),
  tanh: activation('tanh'),
  softplus: unary(softplus, softplusSlope),
  maximum: choice(1),
  minimum: choice(-1),
} as const;
