/** The activations g: A = g(Z) going forward, and delta = g'(Z) applied to dJ/dA going back. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Activation, Matrix } from '../../model/problem.ts';
import type { Choose } from './kink.ts';
import { byColumn, columnOf, entry, matricesOver } from './matrix.ts';
import { softmax, softmaxJacobianTimes } from './softmax.ts';

/** 1 / (1 + e^-z), with the exponential that cannot overflow. */
const sigmoid = <T>({ of, add, div, neg, exp, compare }: Arithmetic<T>, z: T): T => {
  if (compare(z, of(0)) >= 0) return div(of(1), add(of(1), exp(neg(z))));
  return div(exp(z), add(of(1), exp(z)));
};

type ElementWise = Exclude<Activation, { readonly name: 'softmax' }>;

/** g(z) of one unit. Of a maxout layer z is already the largest piece, and g is the identity. */
const g = <T>(activation: ElementWise, arithmetic: Arithmetic<T>, z: T): T => {
  const { of, add, mul, compare } = arithmetic;
  switch (activation.name) {
    case 'identity':
    case 'maxout':
      return z;
    case 'linear':
      return add(mul(of(activation.alpha), z), of(activation.beta));
    case 'sigmoid':
      return sigmoid(arithmetic, z);
    case 'tanh':
      return arithmetic.tanh(z);
    case 'relu':
      return compare(z, of(0)) >= 0 ? z : of(0);
    case 'leaky-relu':
      return compare(z, of(0)) >= 0 ? z : mul(of(activation.alpha), z);
    case 'elu':
      return compare(z, of(0)) > 0 ? z : mul(of(activation.alpha), arithmetic.expm1(z));
  }
};

/** g'(z) of one unit by the documents' conventions, from a = g(z) where a says it more simply. */
const gPrime = <T>(activation: ElementWise, arithmetic: Arithmetic<T>, z: T, a: T): T => {
  const { of, add, sub, mul, compare } = arithmetic;
  switch (activation.name) {
    case 'identity':
    case 'maxout':
      return of(1);
    case 'linear':
      return of(activation.alpha);
    case 'sigmoid':
      return mul(a, sub(of(1), a));
    case 'tanh':
      return mul(sub(of(1), a), add(of(1), a));
    case 'relu':
      return compare(z, of(0)) >= 0 ? of(1) : of(0);
    case 'leaky-relu':
      return compare(z, of(0)) >= 0 ? of(1) : of(activation.alpha);
    case 'elu':
      return compare(z, of(0)) > 0 ? of(1) : mul(of(activation.alpha), arithmetic.exp(z));
  }
};

const hasKink = ({ name }: Activation): boolean => name === 'relu' || name === 'leaky-relu' || name === 'elu';

/** A = g(Z), both `[unit][example]`; softmax runs over the units, example by example. */
export const activate = <T>(activation: Activation, arithmetic: Arithmetic<T>, z: Matrix<T>): Matrix<T> => {
  if (activation.name === 'softmax') return byColumn(z, (column) => softmax(arithmetic, column));
  return z.map((row) => row.map((value) => g(activation, arithmetic, value)));
};

/** One layer after the forward pass; `index` counts from 0, matrices are `[unit][example]`. */
export interface Activated<T> {
  readonly index: number;
  readonly activation: Activation;
  readonly z: Matrix<T>;
  readonly a: Matrix<T>;
}

/** g'(Z), `[unit][example]`, of an element-wise activation, kinks as chosen. */
const derivatives = <T>(
  activation: ElementWise,
  { index: layer, z, a }: Activated<T>,
  arithmetic: Arithmetic<T>,
  choose: Choose<T>,
): Matrix<T> =>
  z.map((row, unit) =>
    row.map((value, example) => {
      const slope = gPrime(activation, arithmetic, value, entry(entry(a, unit), example));
      return hasKink(activation) ? choose({ kind: 'activation', layer, example, unit }, slope) : slope;
    }),
  );

/**
 * From dJ/dA to delta = dJ/dZ, both `[unit][example]`: times g'(Z) entry by entry (Lee's σ'(z) •),
 * or by the Jacobian product where the activation mixes units.
 */
export const throughActivation = <T>(
  activated: Activated<T>,
  outputGradient: Matrix<T>,
  arithmetic: Arithmetic<T>,
  choose: Choose<T>,
): Matrix<T> => {
  const { activation, a } = activated;
  if (activation.name === 'softmax') {
    return byColumn(outputGradient, (gradient, n) =>
      softmaxJacobianTimes(arithmetic, columnOf(a, n), gradient),
    );
  }
  const slopes = derivatives(activation, activated, arithmetic, choose);
  return matricesOver(arithmetic).hadamard(outputGradient, slopes);
};
