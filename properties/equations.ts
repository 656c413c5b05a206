/** Writing relations between answers as linear equations over their entries. */

import type { Claim, Term } from '../src/judge/claim.ts';
import type { Path } from '../src/model/path.ts';
import { numberPaths } from '../src/model/path.ts';
import type { MlpProblem } from '../src/model/problem.ts';

/** coefficient * (entry at path in the answer to question). */
export const term = (question: number, path: Path, coefficient = 1): Term => ({
  question,
  coefficient,
  path,
});

/** The terms add up to `equals`. */
export const equation = (states: string, terms: readonly [Term, ...Term[]], equals = 0): Claim => ({
  kind: 'equation',
  terms,
  equals,
  states,
});

/** The path of every weight gradient of an answer. */
export const weightPaths = ({ layers }: MlpProblem): readonly Path[] => [
  ...numberPaths(
    layers.map(({ weights }) => weights),
    ['gradients', 'weights'],
  ),
];

/** The path of every bias gradient of an answer. */
export const biasPaths = ({ layers }: MlpProblem): readonly Path[] => [
  ...numberPaths(
    layers.map(({ biases }) => biases),
    ['gradients', 'biases'],
  ),
];

/** Both, weights first. */
export const parameterPaths = (problem: MlpProblem): readonly Path[] => [
  ...weightPaths(problem),
  ...biasPaths(problem),
];

/** Entries of dJ/d(inputs), `[example][component]`. */
export const inputPaths = ({ inputs }: MlpProblem): readonly Path[] => [
  ...numberPaths(inputs, ['gradients', 'inputs']),
];
