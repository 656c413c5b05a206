/** Answers and layers in short. */

import { float64 } from '../../arithmetic/float64.ts';
import type { KinkChoice } from '../../model/kinks.ts';
import type { DenseActivation, Loss, MlpProblem } from '../../model/problem.ts';
import { gradient } from './gradient.ts';

/** The answer in float64. */
export const answer = (problem: MlpProblem, kinks?: KinkChoice) => gradient(problem, float64, kinks);

/** The inputs themselves as pre-activations of one layer: deltas are then the input gradients. */
export const oneLayer = (
  activation: DenseActivation,
  loss: Loss,
  inputs: readonly (readonly number[])[],
  targets: readonly (readonly number[])[],
): MlpProblem => {
  const weights = (inputs[0] ?? []).map((_x, unit, row) => row.map((_y, input) => Number(unit === input)));
  return { kind: 'mlp', layers: [{ weights, biases: null, activation }], loss, inputs, targets };
};

/** z itself. */
export const identity = { name: 'identity' } as const;

/** Half the squared error. */
export const squaredError: Loss = { name: 'squared-error', scale: 0.5 };
