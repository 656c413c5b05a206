/** Activation functions and their derivatives, written in each of the emulated ways. */

import { at } from '../../bounds/at.ts';
import type { DenseActivation } from '../../model/problem.ts';
import { dot, type Emulation, sum } from './sums.ts';

const sigmoid = <T>({ numbers, style }: Emulation<T>, z: T): T => {
  const { of, add, sub, mul, div, exp, tanh } = numbers;
  if (style.elementary === 'library') return div(of(1), add(of(1), exp(sub(of(0), z))));
  return add(of(0.5), mul(of(0.5), tanh(mul(of(0.5), z))));
};

/** The product of the derivatives of the operations that this style's sigmoid is composed of. */
const composedSigmoidSlope = <T>({ numbers, style }: Emulation<T>, z: T, a: T): T => {
  const { of, sub, mul, exp, tanh } = numbers;
  if (style.elementary === 'library') return mul(mul(a, a), exp(sub(of(0), z)));
  const t = tanh(mul(of(0.5), z));
  return mul(mul(of(0.5), sub(of(1), mul(t, t))), of(0.5));
};

const sigmoidSlope = <T>({ numbers, style }: Emulation<T>, z: T, a: T): T => {
  const { of, add, sub, mul, div, exp } = numbers;
  if (style.slope === 'from-a') return mul(a, sub(of(1), a));
  if (style.slope === 'composed') return composedSigmoidSlope({ numbers, style }, z, a);
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
    return p.map((pi, i) => {
      const row = p.map((pj, j) => (i === j ? mul(pi, sub(of(1), pi)) : mul(sub(of(0), pi), pj)));
      return dot(emulation, row, v);
    });
  const mean = dot(emulation, p, v);
  if (emulation.style.jacobian === 'composed') return p.map((pi, i) => sub(mul(at(v, i), pi), mul(mean, pi)));
  return p.map((pi, i) => mul(pi, sub(at(v, i), mean)));
};
