/** What our gradient implementations have in common: types, and nothing else. */

import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { Answer, Refusal } from '../model/answer.ts';
import type { KinkChoice } from '../model/kinks.ts';
import type { MlpProblem } from '../model/problem.ts';

/** Answers a valid problem in the given arithmetic. */
export type GradientFunction = <T>(
  problem: MlpProblem,
  arithmetic: Arithmetic<T>,
  kinks?: KinkChoice,
) => Answer<T> | Refusal;

/** In the order of the registry. */
export const implementationNames = ['per-weight', 'delta-recursion', 'grad-table'] as const;

/** One of ours, in any arithmetic. */
export interface Implementation {
  readonly name: string;
  readonly gradient: GradientFunction;
}

/** Answers in float64 and in nothing else. */
export interface Float64Implementation {
  readonly name: string;
  readonly solve: (problem: MlpProblem) => Answer | Refusal;
}
