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

/** coefficient times the number that the answer to `question` has at `path`. */
export interface Term {
  readonly question: number;
  readonly coefficient: number;
  readonly path: Path;
}

/**
 * `agrees`: the part is the expected one. `witnessed`: the gradients are what numerical differentiation
 * sees. `equation`: the first term equals `equals` minus the other terms (coefficients may be any).
 * `identical`: two answers have the same bits. Questions are indices into the property's questions.
 */
export type Claim =
  | { readonly kind: 'agrees'; readonly question: number; readonly part: Part }
  | { readonly kind: 'witnessed'; readonly question: number }
  | {
      readonly kind: 'equation';
      readonly terms: readonly [Term, ...Term[]];
      readonly equals: number;
      readonly states: string;
    }
  | { readonly kind: 'identical'; readonly left: number; readonly right: number };

/** The whole answer to a question is the expected one. */
export const agreesWhole = (question: number): readonly Claim[] =>
  parts.map((part) => ({ kind: 'agrees', question, part }));
