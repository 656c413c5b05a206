/** Answers held against decimals from outside. */

import { expect } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { type Answer, isRefusal } from '../../model/answer.ts';
import type { KinkChoice } from '../../model/kinks.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { gradient } from './gradient.ts';

/** The unit roundoff of binary64. */
export const u = 2 ** -53;

/** The answer in float64. Throws where it is refused. */
export const answer = (problem: MlpProblem, kinks?: KinkChoice): Answer => {
  const attempt = gradient(problem, float64, kinks);
  if (isRefusal(attempt)) throw new Error(attempt.refused);
  return attempt;
};

/** Fails unless the number is within the bound of the decimal. */
export const expectWithin = (got: number | undefined, expected: string, bound: number): void => {
  const error = Math.abs((got ?? Number.NaN) - Number(expected));
  expect(Number.isFinite(error) && error <= bound, `expected ${expected} within ${bound}, got ${got}`).toBe(
    true,
  );
};

const numbersOf = (value: unknown): readonly number[] => {
  if (Array.isArray(value)) return value.flatMap(numbersOf);
  return typeof value === 'number' ? [value] : [];
};

/** The same of every number of an array, nested or not, in order. */
export const expectEach = (
  got: unknown,
  expected: readonly string[],
  bound: (value: number) => number,
): void => {
  const numbers = numbersOf(got);
  expect(numbers.length).toBe(expected.length);
  expected.forEach((text, k) => {
    expectWithin(numbers[k], text, bound(Number(text)));
  });
};
