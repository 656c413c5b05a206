/** Every kind of question, with the answers to it. */

import type { SubjectAnswer } from './answer.ts';
import type { GraphAnswer, GraphProblem } from './graph.ts';
import type { MlpProblem } from './problem.ts';

/** A network with a loss, or any graph of operations. */
export const problemKinds = ['mlp', 'graph'] as const;

/** A network, or a graph. */
export type ProblemKind = (typeof problemKinds)[number];

/** One fully specified gradient problem. */
export type Problem = MlpProblem | GraphProblem;

/** What a subject answers to a problem of its kind. */
export type AnyAnswer = SubjectAnswer | GraphAnswer;

/** The problem as a network; throws where it is a graph: a defect of ours. */
export const networkOf = (problem: Problem): MlpProblem => {
  if (problem.kind === 'mlp') return problem;
  throw new TypeError('expected a problem of kind mlp, got one of kind graph');
};

/** The answer as that to a network; throws where it is one to a graph: a defect of ours. */
export const networkAnswer = (answer: AnyAnswer): SubjectAnswer => {
  if (!isGraphAnswer(answer)) return answer;
  throw new TypeError('expected an answer to a problem of kind mlp, got one to a graph');
};

/** True of answers to problems of kind `graph`: `value` is required there and unknown elsewhere. */
export const isGraphAnswer = (answer: AnyAnswer): answer is GraphAnswer => 'value' in answer;
