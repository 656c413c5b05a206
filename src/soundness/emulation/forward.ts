/** The forward pass of one example. Layers count from 0. */

import { at } from '../../bounds/at.ts';
import { isMaxout, type Layer, type Matrix } from '../../model/problem.ts';
import { activate, softmax } from './activations.ts';
import { dot, type Emulation } from './sums.ts';

/** A layer in the subject's numbers: pieces of weights and biases; a dense layer is one piece. */
export interface SubjectLayer<T> {
  readonly layer: Layer;
  /** `[piece][unit][input]` */
  readonly weights: readonly Matrix<T>[];
  /** `[piece][unit]` */
  readonly biases: Matrix<T> | null;
}

/** What one example left at one layer. */
export interface Pass<T> {
  readonly inputs: readonly T[];
  readonly z: readonly T[];
  readonly a: readonly T[];
  /** `[unit]`: the winning piece. */
  readonly routes: readonly number[];
}

/** The problem's numbers, each rounded once. */
export const readLayer = <T>({ numbers }: Emulation<T>, layer: Layer): SubjectLayer<T> => {
  const weights = isMaxout(layer) ? layer.weights : [layer.weights];
  const biases = isMaxout(layer) ? layer.biases : layer.biases && [layer.biases];
  return {
    layer,
    weights: weights.map((matrix) => matrix.map((row) => row.map(numbers.of))),
    biases: biases === null ? null : biases.map((vector) => vector.map(numbers.of)),
  };
};

/** z of every piece, `[piece][unit]`. */
const preActivations = <T>(
  emulation: Emulation<T>,
  { weights, biases }: SubjectLayer<T>,
  inputs: readonly T[],
): Matrix<T> =>
  weights.map((matrix, piece) =>
    matrix.map((row, unit) =>
      dot(emulation, row, inputs, biases === null ? null : at(at(biases, piece), unit)),
    ),
  );

const highestPiece = <T>({ numbers }: Emulation<T>, pieces: Matrix<T>, unit: number): number =>
  pieces.reduce((best, piece, index) => {
    const ahead = numbers.sub(at(piece, unit), at(at(pieces, best), unit));
    return numbers.sign(ahead) > 0 ? index : best;
  }, 0);

const forwardLayer = <T>(emulation: Emulation<T>, layer: SubjectLayer<T>, inputs: readonly T[]): Pass<T> => {
  const pieces = preActivations(emulation, layer, inputs);
  const routes = at(pieces, 0).map((_, unit) => highestPiece(emulation, pieces, unit));
  const z = routes.map((piece, unit) => at(at(pieces, piece), unit));
  const { activation } = layer.layer;
  if (activation.name === 'maxout') return { inputs, z, a: z, routes };
  if (activation.name === 'softmax') return { inputs, z, a: softmax(emulation, z), routes };
  return { inputs, z, a: z.map((value) => activate(emulation, activation, value)), routes };
};

/** Every layer's pass, first layer first. */
export const forward = <T>(
  emulation: Emulation<T>,
  layers: readonly SubjectLayer<T>[],
  inputs: readonly T[],
): readonly Pass<T>[] => {
  const passes: Pass<T>[] = [];
  let activations = inputs;
  for (const layer of layers) {
    const pass = forwardLayer(emulation, layer, activations);
    passes.push(pass);
    activations = pass.a;
  }
  return passes;
};
