/** The forward pass of one example, kept whole. Layers count from 0. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Matrix, Vector } from '../../model/problem.ts';
import { activate, softmax } from './activations.ts';
import { at } from './at.ts';
import type { NetworkLayer } from './network.ts';

/** What one layer computes for one example. */
export interface LayerPass<T> {
  /** `[piece][unit]`: the affine values. */
  readonly pieceValues: Matrix<T>;
  /** `[unit]`: the piece with the largest value, the lowest on a tie; 0 for a dense layer. */
  readonly winners: readonly number[];
  /** `[unit]`: the winning piece's value. */
  readonly z: Vector<T>;
  /** `[unit]` */
  readonly a: Vector<T>;
}

/** What the network computes for one example. */
export interface ForwardPass<T> {
  /** The input, `[component]`. */
  readonly x: Vector<T>;
  /** One per layer. */
  readonly layers: readonly LayerPass<T>[];
  /** a of the last layer, `[unit]`. */
  readonly outputs: Vector<T>;
}

const dot = <T>({ of, add, mul }: Arithmetic<T>, row: Vector<T>, source: Vector<T>): T => {
  let sum = of(0);
  for (let i = 0; i < row.length; i += 1) sum = add(sum, mul(at(row, i), at(source, i)));
  return sum;
};

const affine = <T>(arithmetic: Arithmetic<T>, layer: NetworkLayer<T>, source: Vector<T>): Matrix<T> =>
  layer.weights.map((rows, piece) =>
    rows.map((row, unit) => {
      const sum = dot(arithmetic, row, source);
      return layer.biases === null ? sum : arithmetic.add(sum, at(at(layer.biases, piece), unit));
    }),
  );

const winningPiece = <T>({ compare }: Arithmetic<T>, pieceValues: Matrix<T>, unit: number): number => {
  let winner = 0;
  for (let piece = 1; piece < pieceValues.length; piece += 1) {
    if (compare(at(at(pieceValues, piece), unit), at(at(pieceValues, winner), unit)) > 0) winner = piece;
  }
  return winner;
};

const activateLayer = <T>(arithmetic: Arithmetic<T>, layer: NetworkLayer<T>, z: Vector<T>): Vector<T> => {
  const { activation } = layer;
  if (activation.name === 'maxout') return z;
  if (activation.name === 'softmax') return softmax(arithmetic, z);
  return z.map((value) => activate(arithmetic, activation, value));
};

const passLayer = <T>(arithmetic: Arithmetic<T>, layer: NetworkLayer<T>, source: Vector<T>): LayerPass<T> => {
  const pieceValues = affine(arithmetic, layer, source);
  const winners = at(pieceValues, 0).map((_, unit) => winningPiece(arithmetic, pieceValues, unit));
  const z = winners.map((winner, unit) => at(at(pieceValues, winner), unit));
  return { pieceValues, winners, z, a: activateLayer(arithmetic, layer, z) };
};

/** z and a of every layer for one example, `input` being its components as doubles. */
export const forward = <T>(
  arithmetic: Arithmetic<T>,
  network: readonly NetworkLayer<T>[],
  input: Vector,
): ForwardPass<T> => {
  const x = input.map((component) => arithmetic.of(component));
  const layers: LayerPass<T>[] = [];
  let outputs: Vector<T> = x;
  for (const layer of network) {
    const pass = passLayer(arithmetic, layer, outputs);
    layers.push(pass);
    outputs = pass.a;
  }
  return { x, layers, outputs };
};
