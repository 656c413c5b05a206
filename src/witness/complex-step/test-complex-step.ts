/** What complex steps are held against. */

import type { Activation, Loss, MlpProblem } from '../../model/problem.ts';

/** One unit with one input. */
export const oneUnit = (activation: Activation, loss: Loss, w: number, x: number, t: number): MlpProblem =>
  ({
    kind: 'mlp',
    layers: [{ weights: [[w]], biases: [0], activation }],
    loss,
    inputs: [[x]],
    targets: [[t]],
  }) as MlpProblem;
