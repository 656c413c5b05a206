/** Weights, biases, pieces and examples read or summed otherwise on the way forward. */

import { at } from '../../model/at.ts';
import { isMaxout, type Layer, type Matrix, type MlpProblem } from '../../model/problem.ts';
import { type Ball, negative, type Row } from '../reading/ball.ts';
import { largestPiece } from '../reading/forward.ts';
import { lossSlope } from '../reading/losses.ts';
import type { Steps } from '../reading/reading.ts';
import { biasOf } from '../reading/steps.ts';
import { readingLayers } from './layers-read.ts';
import { columnMajor, transposedIfSquare, writtenByColumns } from './layout.ts';
import type { Misreading } from './misreading.ts';

const mapWeights = (layer: Layer, change: (matrix: Matrix) => Matrix): Layer =>
  isMaxout(layer)
    ? { ...layer, weights: layer.weights.map(change) }
    : { ...layer, weights: change(layer.weights) };

/** The gradient of weights in the layout in which they were read. */
const handedBack =
  (write: (matrix: readonly Row[]) => readonly Row[]): NonNullable<Misreading['answers']> =>
  (prediction) => ({
    ...prediction,
    gradients: prediction.gradients.map(({ weights, biases }) => ({ weights: weights.map(write), biases })),
  });

const weighing = (id: string, weigh: Steps['weigh']): Misreading => ({ id, steps: { weigh } });

const smallestPiece: Steps['win'] = (pieces) => {
  const { route, z } = largestPiece(pieces.map(negative));
  return { route, z: negative(z) };
};

/** The value of another piece, the delta going to the largest. */
const valuedAs = (id: string, value: (pieces: Row) => Ball): Misreading => ({
  id,
  steps: { win: (pieces) => ({ route: largestPiece(pieces).route, z: value(pieces) }) },
});

/** Biases that are not there have no derivative either. */
const withoutBiases: Misreading = {
  id: 'biases-left-out',
  steps: { weigh: (math, weights, inputs) => math.dot(weights, inputs) },
  data: (gradients, { math }) =>
    gradients.map(({ weights, biases }) => ({
      weights,
      biases: biases === null ? null : biases.map((row) => row.map(() => math.exact(0))),
    })),
};

/** As far as the layer's weights reach; a layer that is wider than the inputs gets what it should. */
const inputsEverywhere: Misreading = {
  id: 'input-to-every-layer',
  steps: {
    feed: (below, inputs) => {
      const usual = below.at(-1)?.a ?? inputs;
      const { length } = at(usual, 0);
      return at(inputs, 0).length >= length ? inputs.map((row) => row.slice(0, length)) : usual;
    },
  },
};

/** The loss gets z of the last layer too. */
const passedOnToLoss: Misreading = {
  id: 'pre-activation-passed-on',
  steps: {
    feed: (below, inputs) => below.at(-1)?.z ?? inputs,
    lossSlope: (math, outcome) => lossSlope(math, { ...outcome, a: outcome.z }),
  },
  answers: (prediction, { states }) => ({ ...prediction, outputs: at(states, -1).z }),
};

const passedOn: Misreading = {
  id: 'pre-activation-passed-on',
  steps: { feed: (below, inputs) => below.at(-1)?.z ?? inputs },
};

const reading = (id: string, reads: (problem: MlpProblem) => MlpProblem): Misreading => ({ id, reads });

/** Readings of the problem, and of z = W a + b. */
export const forwardMisreadings: readonly Misreading[] = [
  readingLayers('weights-transposed', (layer) => mapWeights(layer, transposedIfSquare)),
  {
    ...readingLayers('weights-transposed', (layer) => mapWeights(layer, transposedIfSquare)),
    answers: handedBack(transposedIfSquare),
  },
  readingLayers('weights-column-major', (layer) => mapWeights(layer, columnMajor)),
  {
    ...readingLayers('weights-column-major', (layer) => mapWeights(layer, columnMajor)),
    answers: handedBack(writtenByColumns),
  },
  weighing('biases-left-out', (math, weights, inputs) => math.dot(weights, inputs)),
  weighing('bias-shared', (math, weights, inputs, place) =>
    math.dot(weights, inputs, biasOf({ ...place, unit: 0 })),
  ),
  weighing('biases-subtracted', (math, weights, inputs, place) => {
    const bias = biasOf(place);
    return math.dot(weights, inputs, bias && negative(bias));
  }),
  weighing('biases-read-as-one', (math, weights, inputs, place) => {
    const bias = biasOf(place);
    return math.dot(weights, inputs, bias && math.exact(1));
  }),
  weighing('maxout-bias-of-first', (math, weights, inputs, place) =>
    math.dot(weights, inputs, biasOf({ ...place, piece: 0 })),
  ),
  weighing('last-input-left-out', (math, weights, inputs, place) =>
    math.dot(weights.slice(0, -1), inputs.slice(0, -1), biasOf(place)),
  ),
  weighing('first-input-left-out', (math, weights, inputs, place) =>
    math.dot(weights.slice(1), inputs.slice(1), biasOf(place)),
  ),
  { id: 'maxout-first', steps: { win: (pieces) => ({ route: 0, z: at(pieces, 0) }) } },
  { id: 'maxout-smallest', steps: { win: smallestPiece } },
  valuedAs('maxout-first', (pieces) => at(pieces, 0)),
  valuedAs('maxout-smallest', (pieces) => smallestPiece(pieces).z),
  withoutBiases,
  reading('inputs-transposed', (problem) => ({ ...problem, inputs: transposedIfSquare(problem.inputs) })),
  readingLayers('biases-read-as-one', (layer) =>
    isMaxout(layer)
      ? { ...layer, biases: layer.biases?.map((row) => row.map(() => 1)) ?? null }
      : { ...layer, biases: layer.biases?.map(() => 1) ?? null },
  ),
  readingLayers('biases-left-out', (layer) =>
    isMaxout(layer)
      ? { ...layer, biases: layer.biases?.map((row) => row.map(() => 0)) ?? null }
      : { ...layer, biases: layer.biases?.map(() => 0) ?? null },
  ),
  reading('inputs-column-major', (problem) => ({ ...problem, inputs: columnMajor(problem.inputs) })),
  reading('inputs-column-major', (problem) => ({
    ...problem,
    inputs: writtenByColumns(problem.inputs),
  })),
  inputsEverywhere,
  passedOn,
  passedOnToLoss,
];
