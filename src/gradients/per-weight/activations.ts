/** The activation functions and their derivatives, as functions of the pre-activation z. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { DenseActivation, Vector } from '../../model/problem.ts';
import { sum } from './sums.ts';

/** Activations that act on each unit alone. */
export type ElementWiseActivation = Exclude<DenseActivation, { readonly name: 'softmax' }>;

/** 1 / (1 + e^-z), written so that the exponent is never positive and nothing overflows. */
const sigmoid = <T>(arithmetic: Arithmetic<T>, z: T): T => {
  const { of, add, div, exp, neg, compare } = arithmetic;
  const one = of(1);
  if (compare(z, of(0)) >= 0) return div(one, add(one, exp(neg(z))));
  const power = exp(z);
  return div(power, add(one, power));
};

/** The largest component; of no components, throws RangeError. */
export const largest = <T>(arithmetic: Arithmetic<T>, values: Vector<T>): T =>
  values.reduce((best, value) => (arithmetic.compare(value, best) > 0 ? value : best));

/** e^(z_i - max z) / sum over j of e^(z_j - max z): `[unit]` to `[unit]`. */
export const softmax = <T>(arithmetic: Arithmetic<T>, z: Vector<T>): Vector<T> => {
  const { sub, div, exp } = arithmetic;
  const shift = largest(arithmetic, z);
  const powers = z.map((value) => exp(sub(value, shift)));
  const total = sum(arithmetic, powers);
  return powers.map((power) => div(power, total));
};

/** g(z) of one unit. relu and leaky-relu count z >= 0 as positive, elu z > 0 (Khalid's definitions). */
export const activate = <T>(arithmetic: Arithmetic<T>, activation: ElementWiseActivation, z: T): T => {
  const { of, add, mul, compare, expm1, tanh } = arithmetic;
  switch (activation.name) {
    case 'identity':
      return z;
    case 'linear':
      return add(mul(of(activation.alpha), z), of(activation.beta));
    case 'sigmoid':
      return sigmoid(arithmetic, z);
    case 'tanh':
      return tanh(z);
    case 'relu':
      return compare(z, of(0)) >= 0 ? z : of(0);
    case 'leaky-relu':
      return compare(z, of(0)) >= 0 ? z : mul(of(activation.alpha), z);
    case 'elu':
      return compare(z, of(0)) > 0 ? z : mul(of(activation.alpha), expm1(z));
  }
};

/** g'(z) of one unit; at a kink the value the documents print: relu 1, leaky-relu 1, elu alpha. */
export const slope = <T>(arithmetic: Arithmetic<T>, activation: ElementWiseActivation, z: T): T => {
  const { of, sub, mul, neg, compare, exp, tanh } = arithmetic;
  switch (activation.name) {
    case 'identity':
      return of(1);
    case 'linear':
      return of(activation.alpha);
    case 'sigmoid':
      // sigma(-z) is 1 - sigma(z) without the cancellation of a saturated unit.
      return mul(sigmoid(arithmetic, z), sigmoid(arithmetic, neg(z)));
    case 'tanh': {
      const a = tanh(z);
      return sub(of(1), mul(a, a));
    }
    case 'relu':
      return of(compare(z, of(0)) >= 0 ? 1 : 0);
    case 'leaky-relu':
      return of(compare(z, of(0)) >= 0 ? 1 : activation.alpha);
    case 'elu':
      return compare(z, of(0)) > 0 ? of(1) : mul(of(activation.alpha), exp(z));
  }
};

/** True where g is not differentiable everywhere, so that the derivative may be a choice. */
export const hasKink = ({ name }: ElementWiseActivation): boolean =>
  name === 'relu' || name === 'leaky-relu' || name === 'elu';
