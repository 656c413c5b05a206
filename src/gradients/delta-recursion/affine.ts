/** A layer of either kind as a list of affine maps: a dense layer is one, a maxout layer one per piece. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { LayerBiases, LayerWeights } from '../../model/answer.ts';
import type { Activation, Layer, Matrix, MaxoutLayer, Vector } from '../../model/problem.ts';
import { entry } from './matrix.ts';

/** z = W a + b of one piece; also the gradient with respect to it. */
export interface Affine<T> {
  /** `[unit][input]` */
  readonly weights: Matrix<T>;
  /** `[unit]`, or null for none. */
  readonly biases: Vector<T> | null;
}

/** One layer with its affine maps. */
export interface MatrixLayer<T> {
  /** Counted from 0. */
  readonly index: number;
  readonly activation: Activation;
  readonly pieces: readonly Affine<T>[];
}

const isMaxout = (layer: Layer): layer is MaxoutLayer => layer.activation.name === 'maxout';

const doublesOf = (layer: Layer): readonly Affine<number>[] => {
  if (!isMaxout(layer)) return [layer];
  const { biases } = layer;
  return layer.weights.map((weights, p) => ({ weights, biases: biases === null ? null : entry(biases, p) }));
};

/** The problem's layer as matrices of the arithmetic. */
export const matrixLayer = <T>(layer: Layer, index: number, { of }: Arithmetic<T>): MatrixLayer<T> => ({
  index,
  activation: layer.activation,
  pieces: doublesOf(layer).map(({ weights, biases }) => ({
    weights: weights.map((row) => row.map((double) => of(double))),
    biases: biases === null ? null : biases.map((double) => of(double)),
  })),
});

/** The pieces' weights, shaped as the problem shapes a layer of this activation. */
export const weightsOf = <T>({ name }: Activation, pieces: readonly Affine<T>[]): LayerWeights<T> =>
  name === 'maxout' ? pieces.map(({ weights }) => weights) : entry(pieces, 0).weights;

/** The pieces' biases, shaped as the problem shapes a layer of this activation. */
export const biasesOf = <T>({ name }: Activation, pieces: readonly Affine<T>[]): LayerBiases<T> => {
  if (name !== 'maxout') return entry(pieces, 0).biases;
  const biases = pieces.flatMap((piece) => (piece.biases === null ? [] : [piece.biases]));
  return biases.length === 0 ? null : biases;
};
