/** The shape rule of every operation: one place for the reader of problems and for every engine. */

import type { AnyOperationName } from '../operations.ts';
import { elementwise } from './elementwise.ts';
import { hinge, lanewise, reduction } from './lanes.ts';
import { affine, dot, matmul } from './products.ts';
import { broadcast, concat, reshape, slice, transpose } from './rearrangement.ts';
import type { ShapeRule } from './shape-rule.ts';

/** By operation; spec/ops.json says the same in words. */
export const shapeRules: Readonly<Record<AnyOperationName, ShapeRule>> = {
  add: elementwise,
  sub: elementwise,
  mul: elementwise,
  div: elementwise,
  neg: elementwise,
  reciprocal: elementwise,
  exp: elementwise,
  log: elementwise,
  pow: elementwise,
  square: elementwise,
  sqrt: elementwise,
  sum: reduction,
  mean: reduction,
  max: reduction,
  min: reduction,
  broadcast,
  reshape,
  transpose,
  concat,
  slice,
  matmul,
  dot,
  affine,
  maximum: elementwise,
  minimum: elementwise,
  relu: elementwise,
  'leaky-relu': elementwise,
  elu: elementwise,
  sigmoid: elementwise,
  tanh: elementwise,
  softplus: elementwise,
  logsumexp: reduction,
  softmax: lanewise,
  'log-softmax': lanewise,
  'cross-entropy-logits': reduction,
  hinge,
  'squared-error': reduction,
  norm: reduction,
  'at-least': elementwise,
  above: elementwise,
  'first-largest': lanewise,
  'first-smallest': lanewise,
};
