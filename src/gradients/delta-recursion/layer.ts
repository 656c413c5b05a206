/** One layer forward and back, all examples at once: matrices of examples are `[unit][example]`. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Matrix } from '../../model/problem.ts';
import { type Activated, activate } from './activation.ts';
import type { Affine, MatrixLayer } from './affine.ts';
import type { Choose } from './kink.ts';
import { entry, matricesOver, transpose } from './matrix.ts';
import { largestPiece, pieceDeltas } from './maxout.ts';

/** A layer after the forward pass, with what going back needs. */
export interface LayerPass<T> extends Activated<T> {
  readonly layer: MatrixLayer<T>;
  /** A[l-1], `[input][example]`. */
  readonly input: Matrix<T>;
  /** W[l] A[l-1] + b[l] of every piece, `[piece][unit][example]`. */
  readonly pieceValues: readonly Matrix<T>[];
}

/** Z[l] = W[l] A[l-1] + b[l] (of a maxout layer the largest piece), then A[l] = g(Z[l]). */
export const forward = <T>(
  layer: MatrixLayer<T>,
  input: Matrix<T>,
  arithmetic: Arithmetic<T>,
): LayerPass<T> => {
  const { times, addToColumns } = matricesOver(arithmetic);
  const pieceValues = layer.pieces.map(({ weights, biases }) => {
    const product = times(weights, input);
    return biases === null ? product : addToColumns(product, biases);
  });
  const z = largestPiece(arithmetic, pieceValues);
  const a = activate(layer.activation, arithmetic, z);
  return { layer, index: layer.index, activation: layer.activation, input, pieceValues, z, a };
};

/** What one layer hands back, penalty not included. */
export interface LayerGradients<T> {
  /** dJ/dW[l] and dJ/db[l], piece by piece. */
  readonly pieces: readonly Affine<T>[];
  /** W[l]' delta[l], the gradient at A[l-1], `[input][example]`. */
  readonly inputGradient: Matrix<T>;
}

/**
 * From delta[l]: dJ/dW[l] = delta[l] A[l-1]', a product that also sums over the examples (Khalid,
 * "∂L/∂W^[ℓ] = ∂L/∂z^[ℓ] a^[ℓ-1]ᵀ"); dJ/db[l] its row sums; W[l]' delta[l] for the layer below.
 * Of a maxout layer every piece has its own share of delta[l].
 */
export const backward = <T>(
  { layer, index, input, pieceValues }: LayerPass<T>,
  delta: Matrix<T>,
  arithmetic: Arithmetic<T>,
  choose: Choose<T>,
): LayerGradients<T> => {
  const { times, add, rowSums } = matricesOver(arithmetic);
  const deltas = pieceDeltas(index, pieceValues, delta, arithmetic, choose);
  return {
    pieces: layer.pieces.map(({ biases }, p) => ({
      weights: times(entry(deltas, p), transpose(input)),
      biases: biases === null ? null : rowSums(entry(deltas, p)),
    })),
    inputGradient: layer.pieces
      .map(({ weights }, p) => times(transpose(weights), entry(deltas, p)))
      .reduce(add),
  };
};
