/** Activation functions, values only. */

import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { Activation } from '../model/problem.ts';
import { at } from './at.ts';
import { largestIndex, total } from './sums.ts';

const isPositive = <T>(value: T, arithmetic: Arithmetic<T>): boolean =>
  arithmetic.compare(value, arithmetic.of(0)) > 0;

/** 1 / (1 + e^-z), never through an exponential that overflows. */
const sigmoid = <T>(z: T, arithmetic: Arithmetic<T>): T => {
  const one = arithmetic.of(1);
  const positive = isPositive(z, arithmetic);
  const decay = arithmetic.exp(positive ? arithmetic.neg(z) : z);
  return arithmetic.div(positive ? one : decay, arithmetic.add(one, decay));
};

const softmax = <T>(z: readonly T[], arithmetic: Arithmetic<T>): T[] => {
  const largest = at(z, largestIndex(z, arithmetic));
  const powers = z.map((value) => arithmetic.exp(arithmetic.sub(value, largest)));
  const sum = total(powers, arithmetic);
  return powers.map((power) => arithmetic.div(power, sum));
};

type ElementActivation = Exclude<Activation, { readonly name: 'softmax' | 'maxout' }>;

const activateUnit = <T>(activation: ElementActivation, z: T, arithmetic: Arithmetic<T>): T => {
  switch (activation.name) {
    case 'identity':
      return z;
    case 'linear':
      return arithmetic.add(
        arithmetic.mul(arithmetic.of(activation.alpha), z),
        arithmetic.of(activation.beta),
      );
    case 'sigmoid':
      return sigmoid(z, arithmetic);
    case 'tanh':
      return arithmetic.tanh(z);
    case 'relu':
      return isPositive(z, arithmetic) ? z : arithmetic.of(0);
    case 'leaky-relu':
      return isPositive(z, arithmetic) ? z : arithmetic.mul(arithmetic.of(activation.alpha), z);
    case 'elu':
      return isPositive(z, arithmetic)
        ? z
        : arithmetic.mul(arithmetic.of(activation.alpha), arithmetic.expm1(z));
  }
};

/**
 * a of one example from z of one example, `[unit]` both; a maxout layer's z is the winning piece's
 * value already, so its a is its z.
 */
export const activate = <T>(
  activation: Activation,
  z: readonly T[],
  arithmetic: Arithmetic<T>,
): readonly T[] => {
  if (activation.name === 'maxout') return z;
  if (activation.name === 'softmax') return softmax(z, arithmetic);
  return z.map((value) => activateUnit(activation, value, arithmetic));
};
