/** The bound rule of every operation that a problem may use. */

import type { OperationName } from '../../../model/operations.ts';
import type { BoundRule } from '../rule.ts';
import { add, div, mul, neg, reciprocal, square, sub } from './arithmetic.ts';
import { maximum, minimum } from './choices.ts';
import { crossEntropyLogits } from './cross-entropy.ts';
import { logSoftmax, logsumexp, softmax } from './exponentials.ts';
import { hinge, squaredError } from './losses.ts';
import { broadcast, concat, reshape, slice, transpose } from './moves.ts';
import { elu, leakyRelu, relu } from './pieces.ts';
import { exp, log, pow, sqrt } from './powers.ts';
import { affine, dot, matmul } from './products.ts';
import { max, mean, min, norm, sum } from './reductions.ts';
import { sigmoid, softplus, tanh } from './smooth.ts';

/** An operation without an entry here does not compile. */
export const boundRules: Readonly<Record<OperationName, BoundRule>> = {
  add,
  sub,
  mul,
  div,
  neg,
  reciprocal,
  exp,
  log,
  pow,
  square,
  sqrt,
  sum,
  mean,
  max,
  min,
  broadcast,
  reshape,
  transpose,
  concat,
  slice,
  matmul,
  dot,
  affine,
  maximum,
  minimum,
  relu,
  'leaky-relu': leakyRelu,
  elu,
  sigmoid,
  tanh,
  softplus,
  logsumexp,
  softmax,
  'log-softmax': logSoftmax,
  'cross-entropy-logits': crossEntropyLogits,
  hinge,
  'squared-error': squaredError,
  norm,
};
