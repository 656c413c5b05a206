/** The parameters in the arithmetic at hand, every layer in one form. Layers count from 0. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Activation, Layer, Matrix, MaxoutLayer, MlpProblem } from '../../model/problem.ts';
import { at } from './at.ts';

/** A layer as a family of affine pieces: a dense layer has exactly one. */
export interface NetworkLayer<T> {
  readonly activation: Activation;
  /** `[piece][unit][input]` */
  readonly weights: readonly Matrix<T>[];
  /** `[piece][unit]`, or null for a layer without biases. */
  readonly biases: Matrix<T> | null;
}

const isMaxoutLayer = (layer: Layer): layer is MaxoutLayer => layer.activation.name === 'maxout';

/** `[piece][unit][input]` of any layer, as the problem has them. */
export const pieceWeights = (layer: Layer): readonly Matrix[] =>
  isMaxoutLayer(layer) ? layer.weights : [layer.weights];

/** `[piece][unit]` of any layer, as the problem has them; null for none. */
export const pieceBiases = (layer: Layer): Matrix | null => {
  if (isMaxoutLayer(layer)) return layer.biases;
  return layer.biases === null ? null : [layer.biases];
};

/** Back from one entry per piece to the problem's shape: a dense layer carries no piece index. */
export const inLayerShape = <Entry>(activation: Activation, pieces: readonly Entry[]) =>
  activation.name === 'maxout' ? pieces : at(pieces, 0);

/** All layers of a problem, their doubles read into the arithmetic. */
export const readNetwork = <T>(
  problem: MlpProblem,
  arithmetic: Arithmetic<T>,
): readonly NetworkLayer<T>[] => {
  const readRows = (rows: Matrix): Matrix<T> => rows.map((row) => row.map((entry) => arithmetic.of(entry)));
  return problem.layers.map((layer) => {
    const biases = pieceBiases(layer);
    return {
      activation: layer.activation,
      weights: pieceWeights(layer).map(readRows),
      biases: biases === null ? null : readRows(biases),
    };
  });
};
