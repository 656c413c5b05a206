/** Networks that are differentiated numerically. */

import type { MlpProblem } from '../model/problem.ts';

/** tanh and softmax with cross-entropy, two examples: differentiable everywhere. */
export const smooth: MlpProblem = {
  kind: 'mlp',
  layers: [
    {
      weights: [
        [0.5, -1.25],
        [1, 0.75],
      ],
      biases: [0.25, -0.5],
      activation: { name: 'tanh' },
    },
    {
      weights: [
        [1.5, -0.5],
        [0.25, 1],
      ],
      biases: [0, 0.125],
      activation: { name: 'softmax' },
    },
  ],
  loss: { name: 'cross-entropy', scale: 0.5 },
  inputs: [
    [1, -0.5],
    [0.25, 2],
  ],
  targets: [
    [1, 0],
    [0.25, 0.75],
  ],
};
