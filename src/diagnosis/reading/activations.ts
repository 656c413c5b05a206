/** Activations and their derivatives as the documents have them. */

import type { Layer } from '../../model/problem.ts';
import { type Ball, type BallArithmetic, negative, type Row } from './ball.ts';
import { exp, expm1, sided, sigmoid, softmax, tanh } from './functions.ts';
import type { ElementWise, UnitPlace } from './reading.ts';

/** g(z) of an activation that acts unit by unit. */
export const activateUnit = (math: BallArithmetic, activation: ElementWise, z: Ball): Ball => {
  switch (activation.name) {
    case 'identity':
      return z;
    case 'linear':
      return math.add(math.mul(math.given(activation.alpha), z), math.given(activation.beta));
    case 'sigmoid':
      return sigmoid(math, z);
    case 'tanh':
      return tanh(math, z);
    case 'relu':
      return sided(z, z, math.exact(0));
    case 'leaky-relu':
      return sided(z, z, math.mul(math.given(activation.alpha), z));
    case 'elu':
      return sided(z, z, math.mul(math.given(activation.alpha), expm1(math, z)));
  }
};

/** a of one layer for one example's z; of a maxout, whose z is the winner's, z itself. */
export const activateRow = (math: BallArithmetic, { activation }: Layer, z: Row): Row => {
  if (activation.name === 'maxout') return z;
  if (activation.name === 'softmax') return softmax(math, z);
  return z.map((value) => activateUnit(math, activation, value));
};

/** a (1 - a) */
export const logisticSlope = ({ mul, sub, exact }: BallArithmetic, a: Ball): Ball => mul(a, sub(exact(1), a));

/** 1 - a^2 */
export const tanhSlope = ({ mul, sub, exact }: BallArithmetic, a: Ball): Ball => sub(exact(1), mul(a, a));

/** g'(z), with the error of the worse of forming it from z and from a. */
export const activationSlope = ({ math, activation, z, a }: UnitPlace): Ball => {
  const { exact, given, mul, rounded } = math;
  switch (activation.name) {
    case 'identity':
      return exact(1);
    case 'linear':
      return given(activation.alpha);
    case 'sigmoid':
      return logisticSlope(math, a);
    case 'tanh':
      return tanhSlope(math, a);
    case 'relu':
      return sided(z, exact(1), exact(0));
    case 'leaky-relu':
      return sided(z, exact(1), given(activation.alpha));
    case 'elu': {
      const fromZ = mul(given(activation.alpha), exp(math, z));
      return sided(z, exact(1), rounded(fromZ.value, fromZ.radius + a.radius, 2));
    }
  }
};

/** p (v - sum p v), with the error of the worst way to form it. */
export const softmaxJacobian = ({ mul, sub, dot }: BallArithmetic, p: Row, adjoint: Row): Row => {
  const mean = dot(p, adjoint);
  return p.map((value, i) => mul(value, sub(adjoint[i] ?? mean, mean)));
};

/** 1 - p, which cancels for p near 1. */
export const complement = ({ add, exact }: BallArithmetic, p: Ball): Ball => add(exact(1), negative(p));
