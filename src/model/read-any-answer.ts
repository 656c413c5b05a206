/** A subject's answer to a problem of any kind. */

import type { AnyAnswer, Problem } from './any-kind.ts';
import { type Malformed, readAnswer } from './read-answer.ts';
import { readGraphAnswer } from './read-graph-answer.ts';

/** A checked copy of either kind, or what is wrong. */
export type ReadAnyAnswer =
  | { readonly kind: 'answer'; readonly answer: AnyAnswer; readonly notes: readonly string[] }
  | Malformed;

/** Reads an answer to this problem from any value, however hostile; never throws. */
export const readAnyAnswer = (value: unknown, problem: Problem): ReadAnyAnswer =>
  problem.kind === 'graph' ? readGraphAnswer(value, problem) : readAnswer(value, problem);
