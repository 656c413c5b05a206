/** Bounds of values computed from bounded values. */

import type { AnswerBounds, Bound } from './bound.ts';

const unitRoundoff = 2 ** -53;

/** The bound of a difference of two values with these bounds. */
export const sumOfBounds = (left: Bound, right: Bound): Bound => (left + right) as Bound;

/**
 * The bound of sum(coefficient * value) evaluated here in float64, each value carrying its own bound.
 *
 * |sum c x - sum c x*| <= sum |c| bound, and evaluating n products and their sum rounds by at most
 * n u times the sum of magnitudes, in any order (numerics: Jeannerod and Rump); one u more covers the
 * rounding of the coefficients.
 */
export const combinationBound = (
  terms: readonly { readonly coefficient: number; readonly value: number; readonly bound: Bound }[],
  constant: number,
): Bound => {
  const magnitude = terms.reduce((sum, { coefficient, value }) => sum + Math.abs(coefficient * value), 0);
  const carried = terms.reduce((sum, { coefficient, bound }) => sum + Math.abs(coefficient) * bound, 0);
  const roundings = (terms.length + 2) * unitRoundoff * (magnitude + Math.abs(constant));
  return (carried + roundings) as Bound;
};

type BoundTree = Bound | null | readonly BoundTree[];

const addTrees = (left: BoundTree, right: BoundTree): BoundTree => {
  if (Array.isArray(left))
    return left.map((child, index) => addTrees(child, (right as BoundTree[])[index] as BoundTree));
  return left === null || right === null ? null : sumOfBounds(left as Bound, right as Bound);
};

/** Entry by entry, the bound of |subject - reference| when each has its own bound. */
export const addAnswerBounds = (left: AnswerBounds, right: AnswerBounds): AnswerBounds => ({
  cost: sumOfBounds(left.cost, right.cost),
  outputs: addTrees(left.outputs, right.outputs) as AnswerBounds['outputs'],
  deltas: addTrees(left.deltas, right.deltas) as AnswerBounds['deltas'],
  gradients: {
    weights: addTrees(
      left.gradients.weights,
      right.gradients.weights,
    ) as AnswerBounds['gradients']['weights'],
    biases: addTrees(left.gradients.biases, right.gradients.biases) as AnswerBounds['gradients']['biases'],
    inputs: addTrees(left.gradients.inputs, right.gradients.inputs) as AnswerBounds['gradients']['inputs'],
  },
  uncertain: left.uncertain,
});

/** Nothing may differ: the same question asked twice of a pure function. */
export const noDifference = 0 as Bound;

/** Judges nothing. */
export const unbounded = Number.POSITIVE_INFINITY as Bound;
