/** One layer as a graph: its parameters as leaves, and one example sent through it. */

import type { DenseActivation, Layer, Matrix, MaxoutLayer, Vector } from '../../model/problem.ts';
import { activate, type SlopeAtUnit } from './activations.ts';
import { withChosenSlopes } from './chosen-slopes.ts';
import { sum } from './compositions.ts';
import { binary, constant, type Graph, type Node, nodeAt } from './graph.ts';
import { max, mul } from './operations.ts';

/** The parameters of a layer as nodes, in the shapes the problem has them in. */
export type LayerNodes = DenseNodes | MaxoutNodes;

/** The parameters of a layer that is no maxout. */
export interface DenseNodes {
  readonly kind: 'dense';
  /** `[unit][input]` */
  readonly weights: Matrix<Node>;
  /** `[unit]` */
  readonly biases: Vector<Node> | null;
  readonly activation: DenseActivation;
}

/** The parameters of a maxout layer. */
export interface MaxoutNodes {
  readonly kind: 'maxout';
  /** `[piece][unit][input]` */
  readonly weights: readonly Matrix<Node>[];
  /** `[piece][unit]` */
  readonly biases: Matrix<Node> | null;
}

/** What one example has in one layer, `[unit]`. */
export interface LayerPass {
  readonly preActivations: Vector<Node>;
  readonly activations: Vector<Node>;
}

/** The derivatives to take in one layer for one example; undefined for the convention. */
export interface LayerSlopes {
  readonly activation: SlopeAtUnit;
  readonly maxout: (unit: number, piece: number) => number | undefined;
}

const isMaxoutLayer = (layer: Layer): layer is MaxoutLayer => layer.activation.name === 'maxout';

/** Appends one leaf per weight and bias. */
export const layerNodes = <T>(graph: Graph<T>, layer: Layer): LayerNodes => {
  const vector = (numbers: Vector): Vector<Node> => numbers.map((number) => constant(graph, number));
  const matrix = (rows: Matrix): Matrix<Node> => rows.map(vector);
  if (isMaxoutLayer(layer)) {
    const { weights, biases } = layer;
    return { kind: 'maxout', weights: weights.map(matrix), biases: biases && matrix(biases) };
  }
  const { weights, biases, activation } = layer;
  return { kind: 'dense', weights: matrix(weights), biases: biases && vector(biases), activation };
};

/** z = W a + b, `[unit]`, by mul and add. */
const affine = <T>(
  graph: Graph<T>,
  weights: Matrix<Node>,
  biases: Vector<Node> | null,
  inputs: Vector<Node>,
): Vector<Node> =>
  weights.map((row, unit) => {
    const products = row.map((w, i) => binary(graph, mul, w, nodeAt(inputs, i)));
    return sum(graph, biases === null ? products : [...products, nodeAt(biases, unit)]);
  });

/** Sends one example, `[input]`, through the layer. */
export const passThrough = <T>(
  graph: Graph<T>,
  layer: LayerNodes,
  inputs: Vector<Node>,
  slopes: LayerSlopes,
): LayerPass => {
  if (layer.kind === 'maxout') return passThroughMaxout(graph, layer, inputs, slopes);
  const preActivations = affine(graph, layer.weights, layer.biases, inputs);
  return {
    preActivations,
    activations: activate(graph, layer.activation, preActivations, slopes.activation),
  };
};

/** Unit by unit the largest piece; z and a are the node of that maximum. */
const passThroughMaxout = <T>(
  graph: Graph<T>,
  { weights, biases }: MaxoutNodes,
  inputs: Vector<Node>,
  slopes: LayerSlopes,
): LayerPass => {
  const pieces = weights.map((piece, p) =>
    affine(graph, piece, biases === null ? null : rowAt(biases, p), inputs),
  );
  const maxima = rowAt(pieces, 0).map((_z, unit) => {
    const candidates = pieces.map((piece) => nodeAt(piece, unit));
    const chosen = candidates.map((_candidate, piece) => slopes.maxout(unit, piece));
    return withChosenSlopes(graph, candidates, chosen, (seen) => lowestLargest(graph, seen));
  });
  return { preActivations: maxima, activations: maxima };
};

/** The maximum from the first piece on: of equal pieces, the lower stands in the first slot. */
const lowestLargest = <T>(graph: Graph<T>, pieces: Vector<Node>): Node =>
  pieces.reduce((largest, piece) => binary(graph, max, largest, piece));

const rowAt = (rows: Matrix<Node>, index: number): Vector<Node> => {
  const row = rows[index];
  if (row === undefined) throw new RangeError(`[${index}]: expected a row, got none`);
  return row;
};
