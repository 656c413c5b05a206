/** Networks that were worked by hand. */

import type { Matrix, MlpProblem } from '../../model/problem.ts';

/** Two inputs, two hidden and two output sigmoids, one example. */
export const worked: MlpProblem = {
  kind: 'mlp',
  layers: [
    {
      weights: [
        [0.15, 0.2],
        [0.25, 0.3],
      ],
      biases: [0.35, 0.35],
      activation: { name: 'sigmoid' },
    },
    {
      weights: [
        [0.4, 0.45],
        [0.5, 0.55],
      ],
      biases: [0.6, 0.6],
      activation: { name: 'sigmoid' },
    },
  ],
  loss: { name: 'squared-error', scale: 0.5 },
  inputs: [[0.05, 0.1]],
  targets: [[0.01, 0.99]],
};

/** z of the hidden units is exactly 0 in one example each; every number below is exact in binary64. */
export const reluXor: MlpProblem = {
  kind: 'mlp',
  layers: [
    {
      weights: [
        [1, 1],
        [1, 1],
      ],
      biases: [0, -1],
      activation: { name: 'relu' },
    },
    { weights: [[1, -1]], biases: [0.25], activation: { name: 'identity' } },
  ],
  loss: { name: 'squared-error', scale: 0.5 },
  inputs: [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ],
  targets: [[0], [1], [1], [0]],
};

const identityOf = (size: number): Matrix =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_x, j) => (i === j ? 1 : 0)));

/** One layer that hands its inputs on, so that the outputs are these; the loss has scale 2. */
export const plainOutputs = (
  name: MlpProblem['loss']['name'],
  outputs: readonly number[],
  targets: readonly number[],
): MlpProblem => ({
  kind: 'mlp',
  layers: [{ weights: identityOf(outputs.length), biases: null, activation: { name: 'identity' } }],
  loss: { name, scale: 2 },
  inputs: [outputs],
  targets: [targets],
});
