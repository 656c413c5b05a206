/** An answer of two weights, with evidence. */

import type { AnswerBounds, Bound } from '../bounds/bound.ts';
import type { SubjectAnswer, TracedAnswer } from '../model/answer.ts';
import type { MlpProblem } from '../model/problem.ts';
import type { Evidence, Witnessed } from './evidence.ts';

// J = (2 (1) + 3 (1) - 0)^2 = 25: dJ/dw = 2 (5) (1, 1) = (10, 10).
const problem: MlpProblem = {
  kind: 'mlp',
  layers: [{ weights: [[2, 3]], biases: null, activation: { name: 'identity' } }],
  loss: { name: 'squared-error', scale: 1 },
  inputs: [[1, 1]],
  targets: [[0]],
};

/** The right answer. */
export const exact: TracedAnswer = {
  cost: 25,
  outputs: [[5]],
  deltas: [[[10]]],
  gradients: { weights: [[[10, 10]]], biases: [null], inputs: [[20, 30]] },
  trace: { preActivations: [[[5]]], activations: [[[5]]] },
};

/** A bound of this size: tests of the judge stand outside the room that may construct one. */
export const bound = (value: number) => value as Bound;

const bounds = (value: number): AnswerBounds => ({
  cost: bound(value),
  outputs: [[bound(value)]],
  deltas: [[[bound(value)]]],
  gradients: {
    weights: [[[bound(value), bound(value)]]],
    biases: [null],
    inputs: [[bound(value), bound(value)]],
  },
  uncertain: [],
});

/** Nothing was measured. */
export const noWitness: Witnessed = { entries: [], directions: [], skipped: [] };

/** The answer beside the right one, with one bound for every number. */
export const evidence = (answer: SubjectAnswer, allowed = 0.5, witnessed = noWitness): Evidence => ({
  problem,
  answer,
  reference: exact,
  bounds: bounds(allowed),
  againstReference: bounds(allowed),
  witness: () => witnessed,
});

/** An answer with these two weights. */
export const weightsOf = (left: number, right: number): SubjectAnswer => ({
  gradients: { weights: [[[left, right]]], biases: [null] },
});
