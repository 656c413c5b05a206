/** Networks of one weight, and their gradients by hand. */

import type { Layer, MlpProblem } from '../model/problem.ts';

/** A problem of one example with these layers. */
export const withLayers = (layers: readonly Layer[]): MlpProblem => ({
  kind: 'mlp',
  layers,
  loss: { name: 'squared-error', scale: 0.5 },
  inputs: [[2]],
  targets: [[1]],
});

/** A layer of one unit with one input. */
export const linear = (weight: number, bias: number | null): Layer => ({
  weights: [[weight]],
  biases: bias === null ? null : [bias],
  activation: { name: 'identity' },
});
