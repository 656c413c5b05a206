/** An answer's numbers one by one, its shapes kept. */

import type { LayerBiases, LayerWeights, TracedAnswer } from '../model/answer.ts';
import type { Matrix, Vector } from '../model/problem.ts';

const isMatrix = <T>(values: Vector<T> | Matrix<T>): values is Matrix<T> => Array.isArray(values[0]);

const isPieces = <T>(weights: LayerWeights<T>): weights is readonly Matrix<T>[] =>
  Array.isArray(weights[0]?.[0]);

/** The answer with every number replaced by f of it; numbers that are arrays are not supported. */
export const mapAnswer = <T, R>(answer: TracedAnswer<T>, f: (value: T) => R): TracedAnswer<R> => {
  const vector = (values: Vector<T>): Vector<R> => values.map((value) => f(value));
  const matrix = (rows: Matrix<T>): Matrix<R> => rows.map(vector);
  const weights = (layer: LayerWeights<T>): LayerWeights<R> =>
    isPieces(layer) ? layer.map(matrix) : matrix(layer);
  const biases = (layer: LayerBiases<T>): LayerBiases<R> => {
    if (layer === null) return null;
    return isMatrix(layer) ? matrix(layer) : vector(layer);
  };
  const { cost, outputs, gradients, deltas, trace } = answer;
  return {
    cost: f(cost),
    outputs: matrix(outputs),
    gradients: {
      weights: gradients.weights.map(weights),
      biases: gradients.biases.map(biases),
      inputs: matrix(gradients.inputs),
    },
    deltas: deltas.map(matrix),
    trace: {
      preActivations: trace.preActivations.map(matrix),
      activations: trace.activations.map(matrix),
    },
  };
};

/** Every number of an answer; those of two answers to one problem are in the same order. */
export const numbersOf = <T>(answer: TracedAnswer<T>): readonly T[] => {
  const numbers: T[] = [];
  mapAnswer(answer, (value) => numbers.push(value));
  return numbers;
};
