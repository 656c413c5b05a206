/** The layers of a problem as the error recursion reads them: every layer a list of affine pieces. */

import { type Activation, isMaxout, type Layer, type Matrix, type Vector } from '../model/problem.ts';
import { at } from './at.ts';
import { type ParameterGrids, parameterGridsOf } from './grid.ts';
import type { Rounding } from './rounding.ts';

/** One affine map and what its own numbers lose when a subject stores them. */
export interface Piece {
  /** `[unit][input]` */
  readonly weights: Matrix;
  /** `[unit]`; zeros stand for absent biases. */
  readonly biases: Vector;
  /** `[unit]`: the part of the pre-activation's error that the bias causes. */
  readonly biasErrors: Vector;
}

/** A layer as the precision stores it. */
export interface RoundedLayer {
  readonly activation: Activation;
  /** One piece, or those of a maxout layer in order. */
  readonly pieces: readonly Piece[];
  /** Relative error of storing a weight: u when any of the layer is not representable, else 0. */
  readonly weightError: number;
  /** Absolute error of storing a weight: omega when any of the layer may be flushed to zero, else 0. */
  readonly flushed: number;
  /** Error of storing the weights and summing over the inputs, relative to the sum of magnitudes. */
  readonly inputSum: number;
  /** The same for the sum over the units, one step back. */
  readonly unitSum: number;
  /** Roundings of one pre-activation that may underflow. */
  readonly terms: number;
  readonly grids: ParameterGrids;
}

const biasError = (bias: number, sum: number, rounding: Rounding): number => {
  const stored = rounding.represent(bias);
  return Math.abs(bias) * sum + stored * (1 + sum);
};

const storage = (pieces: readonly Matrix[], rounding: Rounding) => {
  let weightError = 0;
  let flushed = 0;
  for (const weights of pieces)
    for (const row of weights)
      for (const weight of row) {
        const error = rounding.represent(weight);
        if (error === 0) continue;
        if (Math.abs(weight) < rounding.smallest) flushed = rounding.smallest;
        else weightError = Math.max(weightError, error === Number.POSITIVE_INFINITY ? error : rounding.unit);
      }
  return { weightError, flushed };
};

/** A layer with the costs of its parameters in this precision. */
export const roundLayer = (layer: Layer, rounding: Rounding): RoundedLayer => {
  const weights: readonly Matrix[] = isMaxout(layer) ? layer.weights : [layer.weights];
  const biases: readonly Vector[] | null = isMaxout(layer)
    ? layer.biases
    : layer.biases === null
      ? null
      : [layer.biases];
  const units = at(weights, 0).length;
  const terms = at(at(weights, 0), 0).length + (biases === null ? 0 : 1);
  const { weightError, flushed } = storage(weights, rounding);
  const sum = rounding.sum(terms);
  return {
    activation: layer.activation,
    pieces: weights.map((matrix, piece) => {
      const vector = biases === null ? matrix.map(() => 0) : at(biases, piece);
      const biasErrors = vector.map((bias) => biasError(bias, sum, rounding));
      return { weights: matrix, biases: vector, biasErrors };
    }),
    weightError,
    flushed,
    inputSum: weightError + sum * (1 + weightError),
    unitSum: weightError + rounding.sum(units) * (1 + weightError),
    terms,
    grids: parameterGridsOf(weights, biases ?? []),
  };
};
