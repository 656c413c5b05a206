/** Shapes of networks of every kind, and calls of what was prepared for one. */

import type { Activation, LossName } from '../../../model/problem.ts';
import type { Prepared } from './prepare.ts';
import type { LayerShape, Shape } from './shape.ts';

/** A layer with biases. */
export const layer = (inputs: number, units: number, activation: Activation): LayerShape => ({
  activation,
  pieces: activation.name === 'maxout' ? activation.pieces : 1,
  units,
  inputs,
  biased: true,
});

/** Layers with a loss and a penalty. */
export const shape = (layers: readonly LayerShape[], examples: number, loss: LossName): Shape => ({
  layers,
  examples,
  loss: { name: loss, scale: 0.5 },
  penalty: { name: 'l2', lambda: 0.25, biases: true },
});

/** Sigmoids of these widths, the first being the number of inputs. */
export const sigmoids = (widths: readonly number[], examples: number): Shape =>
  shape(
    widths.slice(1).map((units, l) => layer(Number(widths[l]), units, { name: 'sigmoid' })),
    examples,
    'squared-error',
  );

/** Small numbers of both signs. */
export const ramp = (length: number): Float64Array =>
  Float64Array.from({ length }, (_, i) => ((i % 13) - 6) / 16);

/** Every typed array that can be reached, each once. */
export const buffersIn = (value: unknown, found: Set<Float64Array> = new Set()): Set<Float64Array> => {
  if (value instanceof Float64Array) found.add(value);
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) buffersIn(inner, found);
  }
  return found;
};

/** A call that takes the same numbers every time. */
export const callOf = (prepared: Prepared, examples: number, inputs: number, outputs: number) => {
  const parameters = ramp(prepared.parameterCount);
  const x = ramp(examples * inputs);
  const t = ramp(examples * outputs);
  return () => prepared.gradient(parameters, x, t);
};

/** One of every kind. */
const activations: readonly Activation[] = [
  { name: 'identity' },
  { name: 'linear', alpha: 0.5, beta: 0.25 },
  { name: 'sigmoid' },
  { name: 'tanh' },
  { name: 'relu' },
  { name: 'leaky-relu', alpha: 0.125 },
  { name: 'elu', alpha: 0.5 },
  { name: 'softmax' },
  { name: 'maxout', pieces: 2 },
];

const losses: readonly (readonly [LossName, Activation])[] = [
  ['squared-error', { name: 'identity' }],
  ['norm', { name: 'identity' }],
  ['log-loss', { name: 'sigmoid' }],
  ['cross-entropy', { name: 'softmax' }],
  ['cross-entropy-logits', { name: 'identity' }],
  ['hinge', { name: 'identity' }],
];

/** 5-n-3: each activation hidden, then each loss. */
export const everyKindOf = (hiddenUnits: number, examples: number): readonly Shape[] => [
  ...activations.map((hidden) =>
    shape(
      [layer(5, hiddenUnits, hidden), layer(hiddenUnits, 3, { name: 'sigmoid' })],
      examples,
      'squared-error',
    ),
  ),
  ...losses.map(([loss, last]) =>
    shape([layer(5, hiddenUnits, { name: 'tanh' }), layer(hiddenUnits, 3, last)], examples, loss),
  ),
];

/** Wide enough for products by vectors. */
export const everyKindInVectors = everyKindOf(18, 10);
