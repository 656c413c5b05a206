/** Networks that were worked by hand. */

import type { Matrix, MlpProblem } from '../../model/problem.ts';
import { gradientFixture } from '../../problems/test-fixtures.ts';

/** Two inputs, two hidden and two output sigmoids, one example. */
export const worked: MlpProblem = gradientFixture('khalid-2-2-2').problem;

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
