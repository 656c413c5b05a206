/** Activation functions and their derivatives, written in each of the emulated ways. */

import type { DenseActivation } from '../../model/problem.ts';
import { at } from '../at.ts';
import type { Numbers } from './numbers.ts';
import type { Style } from './style.ts';

/** Number system and way of working. */
export interface Emulation<T> {
  readonly numbers: Numbers<T>;
  readonly style: Style;
  /** Keeps products and sums in a wider format until they are finished. */
  readonly accumulator?: Numbers<T>;
}

const added = <T>(numbers: Numbers<T>, order: Style['order'], terms: readonly T[]): T => {
  if (order === 'pairwise' && terms.length > 2) {
    const half = terms.length >> 1;
    return numbers.add(added(numbers, order, terms.slice(0, half)), added(numbers, order, terms.slice(half)));
  }
  const ordered = order === 'reversed' ? terms.toReversed() : terms;
  return ordered.slice(1).reduce((total, term) => numbers.add(total, term), at(ordered, 0));
};

/** Adds in the style's order. */
export const sum = <T>({ numbers, style, accumulator }: Emulation<T>, terms: readonly T[]): T => {
  if (terms.length === 0) return numbers.of(0);
  if (accumulator === undefined) return added(numbers, style.order, terms);
  return numbers.of(accumulator.toNumber(added(accumulator, style.order, terms)));
};

/** A product that is a term of a sum. */
export const term = <T>({ numbers, accumulator }: Emulation<T>, left: T, right: T): T =>
  (accumulator ?? numbers).mul(left, right);

/** Sum of products. */
export const dot = <T>(emulation: Emulation<T>, left: readonly T[], right: readonly T[]): T =>
  sum(
    emulation,
    left.map((value, index) => term(emulation, value, at(right, index))),
  );

const sigmoid = <T>({ numbers, style }: Emulation<T>, z: T): T => {
  const { of, add, sub, mul, div, exp, tanh } = numbers;
  if (style.elementary === 'library') return div(of(1), add(of(1), exp(sub(of(0), z))));
  return add(of(0.5), mul(of(0.5), tanh(mul(of(0.5), z))));
};

const sigmoidSlope = <T>({ numbers, style }: Emulation<T>, z: T, a: T): T => {
  const { of, add, sub, mul, div, exp } = numbers;
  if (style.slope === 'from-a') return mul(a, sub(of(1), a));
  if (style.slope === 'composed') return mul(mul(a, a), exp(sub(of(0), z)));
  const e = exp(numbers.sign(z) > 0 ? sub(of(0), z) : z);
  const denominator = add(of(1), e);
  return div(e, mul(denominator, denominator));
};

const tanh = <T>({ numbers, style }: Emulation<T>, z: T): T => {
  const { of, add, sub, div, exp } = numbers;
  if (style.elementary === 'library') return numbers.tanh(z);
  const [up, down] = [exp(z), exp(sub(of(0), z))];
  return div(sub(up, down), add(up, down));
};

const tanhSlope = <T>({ numbers, style }: Emulation<T>, z: T, a: T): T => {
  const { of, add, sub, mul, div, exp } = numbers;
  if (style.slope === 'from-a') return sub(of(1), mul(a, a));
  if (style.slope === 'composed') return mul(sub(of(1), a), add(of(1), a));
  const twice = mul(of(2), z);
  const e = exp(numbers.sign(z) > 0 ? sub(of(0), twice) : twice);
  const denominator = add(of(1), e);
  return div(mul(of(4), e), mul(denominator, denominator));
};

/** g(z) of an element-wise activation. */
export const activate = <T>(
  emulation: Emulation<T>,
  activation: Exclude<DenseActivation, { name: 'softmax' }>,
  z: T,
): T => {
  const { of, add, sub, mul, exp, expm1, sign } = emulation.numbers;
  switch (activation.name) {
    case 'identity':
      return z;
    case 'linear':
      return add(mul(of(activation.alpha), z), of(activation.beta));
    case 'sigmoid':
      return sigmoid(emulation, z);
    case 'tanh':
      return tanh(emulation, z);
    case 'relu':
      return sign(z) >= 0 ? z : of(0);
    case 'leaky-relu':
      return sign(z) >= 0 ? z : mul(of(activation.alpha), z);
    case 'elu': {
      if (sign(z) > 0) return z;
      const m = emulation.style.elementary === 'library' ? expm1(z) : sub(exp(z), of(1));
      return mul(of(activation.alpha), m);
    }
  }
};

/** g'(z) of an element-wise activation. */
export const slope = <T>(
  emulation: Emulation<T>,
  activation: Exclude<DenseActivation, { name: 'softmax' }>,
  z: T,
  a: T,
): T => {
  const { of, add, mul, exp, sign } = emulation.numbers;
  const fromA = emulation.style.slope === 'from-a';
  switch (activation.name) {
    case 'identity':
      return of(1);
    case 'linear':
      return of(activation.alpha);
    case 'sigmoid':
      return sigmoidSlope(emulation, z, a);
    case 'tanh':
      return tanhSlope(emulation, z, a);
    case 'relu':
      return of(fromA ? (sign(a) > 0 ? 1 : 0) : sign(z) >= 0 ? 1 : 0);
    case 'leaky-relu':
      return of((fromA ? sign(a) > 0 : sign(z) >= 0) ? 1 : activation.alpha);
    case 'elu': {
      if (sign(fromA ? a : z) > 0) return of(1);
      return fromA ? add(a, of(activation.alpha)) : mul(of(activation.alpha), exp(z));
    }
  }
};

/** Softmax of one example's units. */
export const softmax = <T>(emulation: Emulation<T>, z: readonly T[]): readonly T[] => {
  const { numbers, style } = emulation;
  const { of, add, sub, div, exp, log, sign } = numbers;
  const largest = z.reduce((best, value) => (sign(sub(value, best)) > 0 ? value : best));
  const shift = style.softmax === 'unshifted' ? of(0) : largest;
  const exponentials = z.map((value) => exp(sub(value, shift)));
  const total = sum(emulation, exponentials);
  if (style.softmax !== 'logarithm') return exponentials.map((value) => div(value, total));
  const logarithm = add(largest, log(total));
  return z.map((value) => exp(sub(value, logarithm)));
};

/** dL/dz through the Jacobian of the softmax, `p` its values and `v` dL/dp. */
export const softmaxDeltas = <T>(emulation: Emulation<T>, p: readonly T[], v: readonly T[]): readonly T[] => {
  const { of, sub, mul } = emulation.numbers;
  if (emulation.style.jacobian === 'full')
    return p.map((pi, i) =>
      sum(
        emulation,
        p.map((pj, j) => mul(i === j ? mul(pi, sub(of(1), pi)) : mul(sub(of(0), pi), pj), at(v, j))),
      ),
    );
  const mean = dot(emulation, p, v);
  if (emulation.style.jacobian === 'composed') return p.map((pi, i) => sub(mul(at(v, i), pi), mul(mean, pi)));
  return p.map((pi, i) => mul(pi, sub(at(v, i), mean)));
};
