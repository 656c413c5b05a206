/** What is done to finished gradients: signs, norms, clipping. */

import { at } from '../../model/at.ts';
import { type Ball, type BallArithmetic, negative, type Row } from '../reading/ball.ts';
import { sqrt } from '../reading/functions.ts';
import type { LayerGradient } from '../reading/reading.ts';
import { answering } from './answering.ts';
import type { Misreading } from './misreading.ts';

const mapLayer = ({ weights, biases }: LayerGradient, change: (entry: Ball) => Ball): LayerGradient => ({
  weights: weights.map((matrix) => matrix.map((row) => row.map(change))),
  biases: biases === null ? null : biases.map((row) => row.map(change)),
});

const entriesOf = ({ weights, biases }: LayerGradient): Row => [
  ...weights.flat(2),
  ...(biases?.flat() ?? []),
];

const onGradients = (
  id: string,
  change: (gradients: readonly LayerGradient[], math: BallArithmetic) => readonly LayerGradient[],
  constant?: string,
): Misreading =>
  answering(
    id,
    (prediction, { math }) => ({ ...prediction, gradients: change(prediction.gradients, math) }),
    constant,
  );

const normOf = (math: BallArithmetic, entries: Row): Ball => sqrt(math, math.dot(entries, entries));

const clamp = (limit: number, { value, radius }: Ball): Ball => ({
  value: Math.min(limit, Math.max(-limit, value)),
  radius,
});

const limits = [0.1, 0.5, 1, 2, 5, 10];

/** Divided by its norm over the limit where the norm is larger; both, where rounding can decide. */
const clipped = (math: BallArithmetic, limit: number, entries: Row, entry: Ball, epsilon = 0): Ball => {
  const own = normOf(math, entries);
  const norm = epsilon === 0 ? own : math.add(own, math.exact(epsilon));
  if (norm.value + norm.radius <= limit) return entry;
  const divided = math.mul(entry, math.div(math.exact(limit), norm));
  return norm.value - norm.radius > limit ? divided : { ...entry, radius: Number.POSITIVE_INFINITY };
};

/** Every entry brought into [-limit, limit]. */
export const clippedTo = (limit: number): Misreading =>
  onGradients(
    'clipped',
    (gradients) => gradients.map((layer) => mapLayer(layer, (entry) => clamp(limit, entry))),
    String(limit),
  );

/** A tensor whose norm is above the limit, divided by so much that it is the limit. */
const tensorClipped = (
  math: BallArithmetic,
  limit: number,
  tensor: readonly (readonly Row[])[],
): readonly (readonly Row[])[] => {
  const entries = tensor.flat(2);
  return tensor.map((rows) => rows.map((row) => row.map((entry) => clipped(math, limit, entries, entry))));
};

/** PyTorch adds this to the norm before it divides. */
const epsilonOfNorm = 1e-6;

/** The norm of the whole gradient, of each layer's, or of each tensor brought to a limit. */
export const normClippedTo = (limit: number): readonly Misreading[] => [
  ...[0, epsilonOfNorm].map((epsilon) =>
    onGradients(
      'norm-clipped',
      (gradients, math) => {
        const entries = gradients.flatMap(entriesOf);
        return gradients.map((layer) =>
          mapLayer(layer, (entry) => clipped(math, limit, entries, entry, epsilon)),
        );
      },
      String(limit),
    ),
  ),
  onGradients(
    'norm-clipped-by-tensor',
    (gradients, math) =>
      gradients.map(({ weights, biases }) => ({
        weights: tensorClipped(math, limit, weights),
        biases: biases && at(tensorClipped(math, limit, [biases]), 0),
      })),
    String(limit),
  ),
];

const zeros = (layer: LayerGradient, math: BallArithmetic): LayerGradient =>
  mapLayer(layer, () => math.exact(0));

/** Parameters alone, or with the inputs: whoever computes nothing may leave those out. */
const nothingComputed: readonly Misreading[] = [
  onGradients('all-zero', (gradients, math) => gradients.map((layer) => zeros(layer, math))),
  answering('all-zero', (prediction, { math }) => ({
    ...prediction,
    gradients: prediction.gradients.map((layer) => zeros(layer, math)),
    inputs: prediction.inputs.map((row) => row.map(() => math.exact(0))),
  })),
];

/** What is done to finished gradients. */
export const finishMisreadings: readonly Misreading[] = [
  ...nothingComputed,
  onGradients('weights-zero', (gradients, math) =>
    gradients.map((layer) => ({ ...layer, weights: zeros(layer, math).weights })),
  ),
  onGradients('step-for-gradient', (gradients) => gradients.map((layer) => mapLayer(layer, negative))),
  onGradients('normalised', (gradients, math) => {
    const norm = normOf(math, gradients.flatMap(entriesOf));
    return gradients.map((layer) => mapLayer(layer, (entry) => math.div(entry, norm)));
  }),
  onGradients('normalised-by-layer', (gradients, math) =>
    gradients.map((layer) => {
      const norm = normOf(math, entriesOf(layer));
      return mapLayer(layer, (entry) => math.div(entry, norm));
    }),
  ),
  ...limits.map(clippedTo),
  ...limits.flatMap(normClippedTo),
  onGradients('signs-only', (gradients) =>
    gradients.map((layer) =>
      mapLayer(layer, ({ value, radius }) => ({
        value: Math.sign(value),
        radius: Math.abs(value) > radius || value === 0 ? 0 : 2,
      })),
    ),
  ),
];
