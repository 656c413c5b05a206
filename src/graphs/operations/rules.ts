/** The rule of every operation, by name: what spec/ops.json says in words. */

import type { AnyOperationName } from '../../model/operations.ts';
import { add, div, mul, neg, reciprocal, square, sub } from './arithmetic.ts';
import { above, atLeast, elu, leakyRelu, maximum, minimum, relu } from './choices.ts';
import { crossEntropyLogits, logSoftmax, logsumexp, softmax } from './exponentials.ts';
import { hinge, squaredError } from './losses.ts';
import { exp, log, pow, sqrt } from './powers.ts';
import { affine, dot, matmul } from './products.ts';
import { broadcast, concat, reshape, slice, transpose } from './rearrangements.ts';
import { firstLargest, firstSmallest, max, mean, min, norm, sum } from './reductions.ts';
import type { OperationRule } from './rule.ts';
import { sigmoid, softplus, tanh } from './smooth.ts';

/** An operation without an entry here does not compile: a new one is added with its rule or not at all. */
export const rules: Readonly<Record<AnyOperationName, OperationRule>> = {
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
  'at-least': atLeast,
  above,
  'first-largest': firstLargest,
  'first-smallest': firstSmallest,
};
