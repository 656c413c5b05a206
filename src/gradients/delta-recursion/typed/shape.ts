/** What is fixed before any number is known: the network's shape and where each parameter lies. */

import type { Activation, Layer, Loss, MaxoutLayer, MlpProblem, Penalty } from '../../../model/problem.ts';

/** One layer; a dense layer has one piece. */
export interface LayerShape {
  readonly activation: Activation;
  readonly pieces: number;
  readonly units: number;
  readonly inputs: number;
  /** False where the problem's biases are null. */
  readonly biased: boolean;
}

/** Everything of a problem but its parameters, inputs and targets. Layers from first to last. */
export interface Shape {
  readonly layers: readonly LayerShape[];
  readonly examples: number;
  readonly loss: Loss;
  readonly penalty: Penalty;
}

/**
 * A layer's place in the flat vector of parameters.
 *
 * Layer after layer: first the weights, row-major in the problem's own index order
 * (`[unit][input]`, of a maxout layer `[piece][unit][input]`), then the biases (`[unit]` or
 * `[piece][unit]`) if there are any. No gaps.
 */
export interface PlacedLayer extends LayerShape {
  /** Rows of the weight matrix: the units, of a maxout layer the units of all pieces one after another. */
  readonly rows: number;
  readonly weightsAt: number;
  readonly biasesAt: number;
  /** Where the next layer starts; of the last layer the number of parameters. */
  readonly end: number;
}

/** The layers with their places, first to last. */
export const placed = (layers: readonly LayerShape[]): readonly PlacedLayer[] => {
  let at = 0;
  return layers.map((layer) => {
    const rows = layer.pieces * layer.units;
    const weightsAt = at;
    const biasesAt = weightsAt + rows * layer.inputs;
    at = biasesAt + (layer.biased ? rows : 0);
    return { ...layer, rows, weightsAt, biasesAt, end: at };
  });
};

const isMaxout = (layer: Layer): layer is MaxoutLayer => layer.activation.name === 'maxout';

const layerShape = (layer: Layer): LayerShape => {
  const pieces = isMaxout(layer) ? layer.weights : [layer.weights];
  const [rows = []] = pieces;
  const [row = []] = rows;
  return {
    activation: layer.activation,
    pieces: pieces.length,
    units: rows.length,
    inputs: row.length,
    biased: layer.biases !== null,
  };
};

/** The shape of a valid problem; an absent penalty is lambda 0. */
export const shapeOf = (problem: MlpProblem): Shape => ({
  layers: problem.layers.map(layerShape),
  examples: problem.inputs.length,
  loss: problem.loss,
  penalty: problem.penalty ?? { name: 'l2', lambda: 0, biases: false },
});
