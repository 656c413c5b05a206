/** Networks and their bounds in short. */

import type { DenseActivation, Layer, MlpProblem } from '../model/problem.ts';
import { referenceOf } from '../soundness/trials/problem-case.ts';
import { boundAnswer } from './bound-answer.ts';
import { type PrecisionName, precision } from './precision.ts';

/** The precision of a double. */
export const float64 = precision('float64');

/** The bounds of a right answer in a precision. */
export const boundsOf = (problem: MlpProblem, name: PrecisionName = 'float64') =>
  boundAnswer(problem, referenceOf(problem), precision(name));

/** A layer, without biases where none are given. */
export const dense = (
  weights: number[][],
  activation: DenseActivation,
  biases: number[] | null = null,
): Layer => ({
  weights,
  biases,
  activation,
});

/** z itself. */
export const identity: DenseActivation = { name: 'identity' };

/** A problem of one example, 3, with the target 5, where no other is given. */
export const problemOf = (layers: readonly Layer[], changes: Partial<MlpProblem> = {}): MlpProblem => ({
  kind: 'mlp',
  layers,
  loss: { name: 'squared-error', scale: 1 },
  inputs: [[3]],
  targets: [[5]],
  ...changes,
});
