/** An activation put to somebody who answers for networks. */

import type { DenseActivation, MlpProblem } from '../model/problem.ts';

/** A unit of g between weights 1, at z, then y = a + 1: dJ/dx of half the square of y is (g + 1) g'. */
export const activationAlone = (activation: DenseActivation, z: number): MlpProblem => ({
  kind: 'mlp',
  layers: [
    { weights: [[1]], biases: [0], activation },
    { weights: [[1]], biases: [1], activation: { name: 'identity' } },
  ],
  loss: { name: 'squared-error', scale: 0.5 },
  inputs: [[z]],
  targets: [[0]],
});
