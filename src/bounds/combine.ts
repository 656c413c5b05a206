/** Bounds of values computed from bounded values. */

import type { TracedAnswer } from '../model/answer.ts';
import type { AnswerBounds, Bound } from './bound.ts';

const unitRoundoff = 2 ** -53;

/** The bound of a difference of two values with these bounds. */
export const sumOfBounds = (left: Bound, right: Bound): Bound => (left + right) as Bound;

/** A number of a subject's answer, and how far it may be from the exact one. */
export interface Bounded {
  readonly value: number;
  readonly bound: Bound;
}

/** What is not a finite number is allowed nothing for its size: it is refused by any bound that is finite. */
const sizeOf = (value: number): number => (Number.isFinite(value) ? Math.abs(value) : 0);

/**
 * The product of two bounded numbers, evaluated here in float64.
 *
 * With x = x* + e and y = y* + f: x y - x* y* = x f + y e - e f. The product rounds once, by u of itself or,
 * where it is below the normal numbers, by less than the smallest number.
 */
export const productOf = (left: Bounded, right: Bounded): Bounded => {
  const [x, y] = [sizeOf(left.value), sizeOf(right.value)];
  const carried = x * right.bound + y * left.bound + left.bound * right.bound;
  return {
    value: left.value * right.value,
    bound: (carried + unitRoundoff * x * y + Number.MIN_VALUE) as Bound,
  };
};

/**
 * The bound of sum(coefficient * value) evaluated here in float64, each value carrying its own bound.
 *
 * |sum c x - sum c x*| <= sum |c| bound, and evaluating n products and their sum rounds by at most
 * n u times the sum of magnitudes, in any order (numerics: Jeannerod and Rump); one u more covers the
 * rounding of the coefficients.
 */
export const combinationBound = (
  terms: readonly (Bounded & { readonly coefficient: number })[],
  constant: number,
): Bound => {
  const magnitude = terms.reduce(
    (sum, { coefficient, value }) => sum + Math.abs(coefficient) * sizeOf(value),
    0,
  );
  const carried = terms.reduce((sum, { coefficient, bound }) => sum + Math.abs(coefficient) * bound, 0);
  const roundings = (terms.length + 2) * unitRoundoff * (magnitude + Math.abs(constant));
  return (carried + roundings) as Bound;
};

type Numbers = number | null | readonly Numbers[];

const merge = (left: Numbers, right: Numbers, of: (left: number, right: number) => number): Numbers => {
  if (left === null || right === null) return null;
  if (typeof left === 'number') return of(left, right as number);
  return left.map((child, index) => merge(child, (right as Numbers[])[index] as Numbers, of));
};

/** Each bound with the number that another answer, or its bounds, have in the same place. */
const mergeBounds = (
  bounds: AnswerBounds,
  other: Pick<TracedAnswer, 'cost' | 'outputs' | 'deltas' | 'gradients'>,
  of: (bound: number, number: number) => number,
): AnswerBounds => {
  const { weights, biases, inputs } = bounds.gradients;
  return {
    cost: of(bounds.cost, other.cost) as Bound,
    outputs: merge(bounds.outputs, other.outputs, of) as AnswerBounds['outputs'],
    deltas: merge(bounds.deltas, other.deltas, of) as AnswerBounds['deltas'],
    gradients: {
      weights: merge(weights, other.gradients.weights, of) as typeof weights,
      biases: merge(biases, other.gradients.biases, of) as typeof biases,
      inputs: merge(inputs, other.gradients.inputs, of) as typeof inputs,
    },
    uncertain: bounds.uncertain,
  };
};

/** Entry by entry, the bound of |subject - reference| when each has its own bound. */
export const addAnswerBounds = (left: AnswerBounds, right: AnswerBounds): AnswerBounds =>
  mergeBounds(left, right, (bound, other) => bound + other);

/** Bounds that hold of a reference whose exact numbers were rounded to the nearest doubles. */
export const allowRounding = (bounds: AnswerBounds, rounded: TracedAnswer): AnswerBounds =>
  mergeBounds(bounds, rounded, (bound, number) => bound + unitRoundoff * Math.abs(number));

/** Nothing may differ: the same question asked twice of a pure function. */
export const noDifference = 0 as Bound;

/** Judges nothing. */
export const unbounded = Number.POSITIVE_INFINITY as Bound;
