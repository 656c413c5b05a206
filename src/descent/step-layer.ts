/** One layer's parameters, moved against their gradients. Layers count from 0. */

import type { Gradients, LayerBiases, LayerWeights } from '../model/answer.ts';
import type { Layer, Matrix, MaxoutLayer, Vector } from '../model/problem.ts';

type Move<T> = (parameters: T, gradients: T, path: string) => T;

const isMaxout = (layer: Layer): layer is MaxoutLayer => layer.activation.name === 'maxout';

const isPieces = (weights: LayerWeights): weights is readonly Matrix[] => Array.isArray(weights[0]?.[0]);

const isMatrix = (biases: Vector | Matrix): biases is Matrix => Array.isArray(biases[0]);

const mismatch = (path: string, expected: string, got: string): RangeError =>
  new RangeError(`${path}: expected ${expected}, got ${got}`);

const piecesOf = (weights: LayerWeights, path: string): readonly Matrix[] => {
  if (isPieces(weights)) return weights;
  throw mismatch(path, 'one matrix per piece', 'one matrix');
};

const matrixOf = (weights: LayerWeights, path: string): Matrix => {
  if (!isPieces(weights)) return weights;
  throw mismatch(path, 'one matrix', 'one matrix per piece');
};

const biasMatrixOf = (biases: LayerBiases, path: string): Matrix => {
  if (biases !== null && isMatrix(biases)) return biases;
  throw mismatch(path, 'one list per piece', biases === null ? 'null' : 'one list');
};

const biasVectorOf = (biases: LayerBiases, path: string): Vector => {
  if (biases !== null && !isMatrix(biases)) return biases;
  throw mismatch(path, 'one list', biases === null ? 'null' : 'one list per piece');
};

const noneOf = (biases: LayerBiases, path: string): null => {
  if (biases === null) return null;
  throw mismatch(path, 'null', `a list of ${biases.length}`);
};

const ofLayer = <T>(list: readonly T[], l: number, path: string): T => {
  const entry = list[l];
  if (entry === undefined) throw mismatch(path, 'an entry for every layer', `${list.length}`);
  return entry;
};

const each =
  <T>(move: Move<T>): Move<readonly T[]> =>
  (parameters, gradients, path) => {
    if (parameters.length !== gradients.length) {
      throw mismatch(path, `${parameters.length} entries`, `${gradients.length}`);
    }
    return parameters.map((parameter, index) =>
      move(parameter, ofLayer(gradients, index, path), `${path}[${index}]`),
    );
  };

/**
 * The layer with W - alpha dJ/dW and b - alpha dJ/db; `l` finds its gradients.
 *
 * @throws RangeError naming the path, where the gradients do not have the layer's shapes.
 */
export const stepLayer = (
  layer: Layer,
  gradients: Pick<Gradients, 'weights' | 'biases'>,
  alpha: number,
  l: number,
): Layer => {
  const vector: Move<Vector> = each((parameter: number, slope: number) => parameter - alpha * slope);
  const matrix: Move<Matrix> = each(vector);
  const paths = { weights: `gradients.weights[${l}]`, biases: `gradients.biases[${l}]` };
  const weights = ofLayer(gradients.weights, l, 'gradients.weights');
  const biases = ofLayer(gradients.biases, l, 'gradients.biases');
  if (isMaxout(layer)) {
    return {
      ...layer,
      weights: each(matrix)(layer.weights, piecesOf(weights, paths.weights), paths.weights),
      biases:
        layer.biases === null
          ? noneOf(biases, paths.biases)
          : matrix(layer.biases, biasMatrixOf(biases, paths.biases), paths.biases),
    };
  }
  return {
    ...layer,
    weights: matrix(layer.weights, matrixOf(weights, paths.weights), paths.weights),
    biases:
      layer.biases === null
        ? noneOf(biases, paths.biases)
        : vector(layer.biases, biasVectorOf(biases, paths.biases), paths.biases),
  };
};
