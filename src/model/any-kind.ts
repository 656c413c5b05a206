/** Every kind of question, with the answers to it. */

import type { SubjectAnswer } from './answer.ts';
import type { GraphAnswer, GraphProblem } from './graph.ts';
import type { MlpProblem } from './problem.ts';

/** A network with a loss, or any graph of operations. */
export const problemKinds = ['mlp', 'graph'] as const;

export type ProblemKind = (typeof problemKinds)[number];

/** One fully specified gradient problem. */
export type Problem = MlpProblem | GraphProblem;

/** What a subject answers to a problem of its kind. */
export type AnyAnswer = SubjectAnswer | GraphAnswer;

/** True of answers to problems of kind `graph`: `value` is required there and unknown elsewhere. */
export const isGraphAnswer = (answer: AnyAnswer): answer is GraphAnswer => 'value' in answer;
