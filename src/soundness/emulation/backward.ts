/** The backward pass of one example. Layers count from 0. */

import { at } from '../../bounds/at.ts';
import { slope, softmaxDeltas } from './activations.ts';
import type { Pass, SubjectLayer } from './forward.ts';
import type { LossStart } from './losses.ts';
import type { Scaled } from './scale.ts';
import { dot, type Emulation } from './sums.ts';

/** The scale is in all of it unless the style multiplies late. */
export interface Backward<T> {
  /** `[layer][unit]` */
  readonly deltas: readonly (readonly T[])[];
  /** dJ/d(inputs) */
  readonly inputs: readonly T[];
}

/** v * g'(z), or v through the Jacobian. */
const acrossActivation = <T>(
  emulation: Emulation<T>,
  { layer }: SubjectLayer<T>,
  { z, a }: Pass<T>,
  v: readonly T[],
): readonly T[] => {
  const { activation } = layer;
  if (activation.name === 'maxout' || activation.name === 'identity') return v;
  if (activation.name === 'softmax') return softmaxDeltas(emulation, a, v);
  return v.map((adjoint, i) =>
    emulation.numbers.mul(adjoint, slope(emulation, activation, at(z, i), at(a, i))),
  );
};

/** W transposed times delta, each unit through its winning piece. */
const throughWeights = <T>(
  emulation: Emulation<T>,
  { weights }: SubjectLayer<T>,
  { inputs, routes }: Pass<T>,
  delta: readonly T[],
): readonly T[] => {
  const rows = routes.map((piece, unit) => at(at(weights, piece), unit));
  return inputs.map((_, j) =>
    dot(
      emulation,
      delta,
      rows.map((row) => at(row, j)),
    ),
  );
};

/** Deltas of every layer, last layer first in time and first layer first in the result. */
export const backward = <T>(
  emulation: Emulation<T>,
  layers: readonly SubjectLayer<T>[],
  passes: readonly Pass<T>[],
  start: LossStart<T>,
  scaled: Scaled<T>,
): Backward<T> => {
  const deltas: (readonly T[])[] = [];
  const last = layers.length - 1;
  let adjoints: readonly T[] = start.values.map((value) => scaled('early', value));
  for (let l = last; l >= 0; l -= 1) {
    const fused = l === last && start.of === 'z';
    const across = fused ? adjoints : acrossActivation(emulation, at(layers, l), at(passes, l), adjoints);
    const delta = l === last ? across.map((value) => scaled('at-delta', value)) : across;
    deltas.unshift(delta);
    adjoints = throughWeights(emulation, at(layers, l), at(passes, l), delta);
  }
  return { deltas, inputs: adjoints };
};
