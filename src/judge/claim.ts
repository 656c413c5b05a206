/** What a property claims about a subject's answers: data, judged in one place. */

import type { Path } from '../model/path.ts';

/** The parts of an answer that can be held against the expected ones. */
export type Part = 'cost' | 'outputs' | 'deltas' | 'weights' | 'biases' | 'inputs';

export const pathOfPart: Readonly<Record<Part, Path>> = {
  cost: ['cost'],
  outputs: ['outputs'],
  deltas: ['deltas'],
  weights: ['gradients', 'weights'],
  biases: ['gradients', 'biases'],
  inputs: ['gradients', 'inputs'],
};

/** In the order of computation. */
export const parts: readonly Part[] = ['cost', 'outputs', 'deltas', 'weights', 'biases', 'inputs'];

/** The number that the answer to `question` has at `path`. */
export interface Place {
  readonly question: number;
  readonly path: Path;
}

/** coefficient times a number of an answer, times another one where `times` names it. */
export interface Term extends Place {
  readonly coefficient: number;
  readonly times?: Place;
}

/** What the terms say: the sum of them is compared with a constant. */
interface Combination {
  readonly terms: readonly [Term, ...Term[]];
  /** What the sum is, in words. */
  readonly states: string;
}

/**
 * `agrees`: the part is the expected one. `witnessed`: the gradients are what numerical differentiation
 * sees. `equation`: the terms add up to `equals` (coefficients may be any). `inequality`: they add up to
 * `atLeast` or more. `identical`: two answers have the same bits. Questions are indices into the
 * property's questions.
 */
export type Claim =
  | { readonly kind: 'agrees'; readonly question: number; readonly part: Part }
  | { readonly kind: 'witnessed'; readonly question: number }
  | ({ readonly kind: 'equation'; readonly equals: number } & Combination)
  | ({ readonly kind: 'inequality'; readonly atLeast: number } & Combination)
  | { readonly kind: 'identical'; readonly left: number; readonly right: number };

/** The whole answer to a question is the expected one. */
export const agreesWhole = (question: number): readonly Claim[] =>
  parts.map((part) => ({ kind: 'agrees', question, part }));
