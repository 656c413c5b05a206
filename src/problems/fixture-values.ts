/** The decimals of fixtures as doubles. */

import type { LayerBiases, LayerWeights, TracedAnswer } from '../model/answer.ts';
import type { Matrix, Vector } from '../model/problem.ts';
import type { Decimal, GradientFixture } from './fixture.ts';
import { readDecimal } from './fixture-decimals.ts';

/**
 * The double nearest to a decimal: at most half a unit in the last place away from it.
 *
 * @throws RangeError when the text is not a decimal, or beyond the doubles.
 */
export const nearestDouble = (decimal: Decimal): number => {
  readDecimal(decimal);
  const double = Number(decimal);
  if (!Number.isFinite(double)) throw new RangeError(`expected a decimal among the doubles, got ${decimal}`);
  return double;
};

const vector = (decimals: Vector<Decimal>): Vector => decimals.map(nearestDouble);

const matrix = (decimals: Matrix<Decimal>): Matrix => decimals.map(vector);

const isPieces = (weights: LayerWeights<Decimal>): weights is readonly Matrix<Decimal>[] =>
  Array.isArray(weights[0]?.[0]);

const isMatrix = (biases: Vector<Decimal> | Matrix<Decimal>): biases is Matrix<Decimal> =>
  Array.isArray(biases[0]);

const layerWeights = (decimals: LayerWeights<Decimal>): LayerWeights =>
  isPieces(decimals) ? decimals.map(matrix) : matrix(decimals);

const layerBiases = (decimals: LayerBiases<Decimal>): LayerBiases =>
  decimals === null ? null : isMatrix(decimals) ? matrix(decimals) : vector(decimals);

/** The answer that a fixture expects, every decimal replaced by its nearest double. */
export const expectedAnswer = ({ expectation }: GradientFixture): TracedAnswer => {
  const { cost, outputs, gradients, deltas, trace } = expectation.exact;
  return {
    cost: nearestDouble(cost),
    outputs: matrix(outputs),
    gradients: {
      weights: gradients.weights.map(layerWeights),
      biases: gradients.biases.map(layerBiases),
      inputs: matrix(gradients.inputs),
    },
    deltas: deltas.map(matrix),
    trace: {
      preActivations: trace.preActivations.map(matrix),
      activations: trace.activations.map(matrix),
    },
  };
};
