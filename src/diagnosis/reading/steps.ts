/** The steps as the documents have them. */

import { at } from '../../model/at.ts';
import { activateRow, activationSlope, softmaxJacobian } from './activations.ts';
import type { Ball, BallArithmetic, Row } from './ball.ts';
import { largestPiece } from './forward.ts';
import { lossSlope, lossValue } from './losses.ts';
import type { BiasPlace, Scene, Steps } from './reading.ts';

/** Rows transposed times deltas. */
export const through = (math: BallArithmetic, rows: readonly Row[], deltas: Row): Row =>
  at(rows, 0).map((_, j) =>
    math.dot(
      deltas,
      rows.map((row) => at(row, j)),
    ),
  );

/** The bias of a unit; undefined in a layer without biases. */
export const biasOf = ({ biases, piece, unit }: BiasPlace): Ball | undefined => biases?.[piece]?.[unit];

/** 2 lambda times the parameter. */
const penaltyTerm = (
  { math, problem: { penalty } }: Scene,
  parameter: Ball,
  { kind }: { readonly kind: 'weight' | 'bias' },
): Ball | null => {
  if (penalty === undefined || (kind === 'bias' && !penalty.biases)) return null;
  const term = math.mul(math.exact(2), math.mul(math.given(penalty.lambda), parameter));
  return math.rounded(term.value, term.radius, 3);
};

/** Backpropagation. */
export const documentedSteps: Steps = {
  feed: (below, inputs) => below.at(-1)?.a ?? inputs,
  weigh: (math, weights, inputs, place) => math.dot(weights, inputs, biasOf(place)),
  win: largestPiece,
  activate: (math, layers, l, z) => z.map((row) => activateRow(math, at(layers, l), row)),
  lossSlope,
  lossValue,
  slope: activationSlope,
  softmaxDelta: softmaxJacobian,
  back: ({ math, rows, example, above }) => through(math, rows, at(above.deltas, example)),
  factors: ({ states }, l) => at(states, l).inputs,
  share: ({ exact }, won) => (won === null ? { value: 1, radius: 1 } : exact(won ? 1 : 0)),
  penaltyTerm,
};
