/** Changing the last layer and the targets together. */

import type { DenseLayer, MlpProblem } from '../../src/model/problem.ts';
import { withoutNegativeZero } from '../../src/problems/numbers.ts';
import { denseAt, withBiases, withLayers, withWeights } from '../layers.ts';
import type { Entry } from './entries.ts';

/** The index of the last layer. */
export const last = ({ layers }: MlpProblem): number => layers.length - 1;

/** True of the weights and biases of the last layer. */
export const isOfLast = (entry: Entry, problem: MlpProblem): boolean =>
  entry.tensor !== 'inputs' && entry.layer === last(problem);

/** The same problem with other targets, made from the old ones. */
export const withTargets = (problem: MlpProblem, change: (target: number) => number): MlpProblem => ({
  ...problem,
  targets: problem.targets.map((row) => row.map((target) => withoutNegativeZero(change(target)))),
});

/** The same problem with another last layer, made from the old one. */
export const withLast = (problem: MlpProblem, change: (layer: DenseLayer) => DenseLayer): MlpProblem =>
  withLayers(problem, { [last(problem)]: change(denseAt(problem, last(problem))) });

/** Every weight and bias times a factor. */
export const multiplied = (layer: DenseLayer, factor: number): DenseLayer =>
  withBiases(
    withWeights(layer, (weight) => weight * factor),
    (bias) => bias * factor,
  );
