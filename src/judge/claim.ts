/** What a property claims about a subject's answers: data, judged in one place. */

import { type AnyAnswer, isGraphAnswer } from '../model/any-kind.ts';
import type { GraphProblem } from '../model/graph.ts';
import type { Path } from '../model/path.ts';

/** The parts of an answer that can be held against the expected ones. */
export type Part = 'cost' | 'outputs' | 'deltas' | 'weights' | 'biases' | 'inputs';

const pathOfPart: Readonly<Record<Part, Path>> = {
  cost: ['cost'],
  outputs: ['outputs'],
  deltas: ['deltas'],
  weights: ['gradients', 'weights'],
  biases: ['gradients', 'biases'],
  inputs: ['gradients', 'inputs'],
};

/** In the order of computation. */
export const parts: readonly Part[] = ['cost', 'outputs', 'deltas', 'weights', 'biases', 'inputs'];

/** Of an answer to a graph: its value, or the gradient by a name. */
export type GraphPart = 'value' | `gradients.${string}`;

/** True of the parts of an answer to a problem of kind mlp. */
const isNetworkPart = (part: Part | GraphPart): part is Part => Object.hasOwn(pathOfPart, part);

/** The part of the answer to a graph that has the gradient by this name. */
const gradientPart = (name: string): GraphPart => `gradients.${name}`;

/** Where a part stands. */
export const pathOf = (part: Part | GraphPart): Path => {
  if (isNetworkPart(part)) return pathOfPart[part];
  return part === 'value' ? ['value'] : ['gradients', part.slice('gradients.'.length)];
};

/** The paths of every part that an answer of its kind can have. */
export const pathsOfAnswer = (answer: AnyAnswer): readonly Path[] =>
  isGraphAnswer(answer)
    ? [['value'], ...Object.keys(answer.gradients).map((name) => ['gradients', name])]
    : parts.map((part) => pathOfPart[part]);

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
 * `atLeast` or more. `identical`: two answers are the same to within rounding. Questions are indices into the
 * property's questions.
 */
export type Claim =
  | { readonly kind: 'agrees'; readonly question: number; readonly part: Part | GraphPart }
  | { readonly kind: 'witnessed'; readonly question: number }
  | ({ readonly kind: 'equation'; readonly equals: number } & Combination)
  | ({ readonly kind: 'inequality'; readonly atLeast: number } & Combination)
  | { readonly kind: 'identical'; readonly left: number; readonly right: number };

/** The whole answer to a question of kind graph is the expected one. */
export const agreesOnGraph = (question: number, { wrt }: Pick<GraphProblem, 'wrt'>): readonly Claim[] =>
  (['value', ...wrt.map(gradientPart)] as const).map((part) => ({ kind: 'agrees', question, part }));

/** The whole answer to a question of kind mlp is the expected one. */
export const agreesWhole = (question: number): readonly Claim[] =>
  parts.map((part) => ({ kind: 'agrees', question, part }));
