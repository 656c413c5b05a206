/**
 * Answers and layers in short. Numbers of these tests are small multiples of a power of two, so float64 computes
 * without rounding and answers are compared exactly with values worked out by hand.
 */

import { float64 } from '../../arithmetic/float64.ts';
import type { TracedAnswer } from '../../model/answer.ts';
import type { KinkChoice } from '../../model/kinks.ts';
import type { Layer, MlpProblem } from '../../model/problem.ts';
import { gradient } from './gradient.ts';

/** The answer in float64. Throws where it is refused. */
export const answerTo = (problem: MlpProblem, kinks?: KinkChoice): TracedAnswer => {
  const answer = gradient(problem, float64, kinks);
  if ('refused' in answer) throw new Error(answer.refused);
  return answer;
};

type Nested = number | null | readonly Nested[];

const isList = (nested: Nested): nested is readonly Nested[] => Array.isArray(nested);

/** The same numbers, 0 for -0. */
export const plain = (nested: Nested): Nested => {
  if (isList(nested)) return nested.map(plain);
  return nested === null ? null : nested + 0;
};

/** A layer in short. */
export const dense = (
  name: 'identity' | 'relu',
  weights: readonly (readonly number[])[],
  biases: readonly number[] | null,
): Layer => ({ weights, biases, activation: { name } });

/** Half the squared error. */
export const halfSquared = { name: 'squared-error', scale: 0.5 } as const;
