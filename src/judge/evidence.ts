/** A subject's answer to one question, with everything it can be judged by. */

import type { AnswerBounds, Bound } from '../bounds/bound.ts';
import type { SubjectAnswer, TracedAnswer } from '../model/answer.ts';
import type { Path } from '../model/path.ts';
import type { MlpProblem } from '../model/problem.ts';
import type { KinkJudgement } from '../model/verdict.ts';

/** What numerical differentiation saw: single entries, sums along directions, and what it had to skip. */
export interface Witnessed {
  readonly entries: readonly { readonly path: Path; readonly value: number; readonly bound: Bound }[];
  readonly directions: readonly WitnessedDirection[];
  readonly skipped: readonly { readonly path: Path }[];
}

/** The derivative along a direction: the sum of share times the entry at path. */
export interface WitnessedDirection {
  readonly direction: readonly { readonly path: Path; readonly share: number }[];
  readonly value: number;
  readonly bound: Bound;
}

export interface Evidence {
  readonly problem: MlpProblem;
  readonly answer: SubjectAnswer;
  readonly reference: TracedAnswer;
  /** |subject - exact|, whole jumps included. */
  readonly bounds: AnswerBounds;
  /** |subject - reference| */
  readonly againstReference: AnswerBounds;
  /** Computed when a claim asks for it. */
  readonly witness: () => Witnessed;
  /** How the kinks were settled, where the problem has any. */
  readonly kinks?: KinkJudgement;
  /** True where `reference` takes other derivatives at kinks than the documents print. */
  readonly unconventional?: true;
}
