/** The forward pass of a batch, layer by layer. */

import { at } from '../../model/at.ts';
import { isMaxout, type Layer, type MlpProblem } from '../../model/problem.ts';
import type { BallArithmetic, Row } from './ball.ts';
import type { Batch, LayerState, Scene, Steps, Winner } from './reading.ts';

const givenRows = ({ given }: BallArithmetic, rows: readonly (readonly number[])[]): Batch =>
  rows.map((row) => row.map(given));

const piecesOf = (math: BallArithmetic, layer: Layer): Pick<LayerState, 'weights' | 'biases'> => {
  const weights = isMaxout(layer) ? layer.weights : [layer.weights];
  const biases = isMaxout(layer) ? layer.biases : layer.biases && [layer.biases];
  return {
    weights: weights.map((matrix) => givenRows(math, matrix)),
    biases: biases && givenRows(math, biases),
  };
};

/** z of every piece for one example, `[unit][piece]`. */
const preActivations = (
  math: BallArithmetic,
  { weigh }: Steps,
  { weights, biases }: Pick<LayerState, 'weights' | 'biases'>,
  inputs: Row,
): Batch =>
  at(weights, 0).map((_, unit) =>
    weights.map((matrix, piece) => weigh(math, at(matrix, unit), inputs, { biases, piece, unit })),
  );

/** The largest piece; no route where another one may be as large. */
export const largestPiece = (pieces: Row): Winner => {
  const highest = pieces.reduce((best, piece) => (piece.value > best.value ? piece : best));
  const lowest = highest.value - highest.radius;
  const rivals = pieces.filter((piece) => piece !== highest && piece.value + piece.radius >= lowest);
  const radius = Math.max(highest.radius, ...rivals.map((rival) => rival.radius));
  return rivals.length === 0
    ? { route: pieces.indexOf(highest), z: highest }
    : { route: null, z: { value: highest.value, radius } };
};

/** Every layer's state, first layer first. */
export const forward = (math: BallArithmetic, problem: MlpProblem, steps: Steps): Scene => {
  const states: LayerState[] = [];
  const x = givenRows(math, problem.inputs);
  for (const [l, layer] of problem.layers.entries()) {
    const pieces = piecesOf(math, layer);
    const inputs = steps.feed(states, x);
    const winners = inputs.map((row) => preActivations(math, steps, pieces, row).map(steps.win));
    const z = winners.map((units) => units.map((unit) => unit.z));
    const routes = winners.map((units) => units.map(({ route }) => route));
    states.push({ layer, ...pieces, inputs, z, a: steps.activate(math, problem.layers, l, z), routes });
  }
  return { math, problem, states };
};
