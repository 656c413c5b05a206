/** A subject's answer to one question, with everything it can be judged by. */

import type { AnswerBounds, Bound } from '../bounds/bound.ts';
import type { GraphBounds } from '../bounds/graphs/bound-graph-answer.ts';
import type { LossOfDigits } from '../bounds/singularity.ts';
import type { TracedAnswer } from '../model/answer.ts';
import type { AnyAnswer, Problem } from '../model/any-kind.ts';
import type { GraphAnswer } from '../model/graph.ts';
import type { Path } from '../model/path.ts';
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

/** By default of any kind. */
export interface Evidence<Reference = TracedAnswer | GraphAnswer, Bounds = AnswerBounds | GraphBounds> {
  readonly problem: Problem;
  readonly answer: AnyAnswer;
  readonly reference: Reference;
  /** |subject - exact|, whole jumps included. */
  readonly bounds: Bounds;
  /** |subject - reference| */
  readonly againstReference: Bounds;
  /** Computed when a claim asks for it. */
  readonly witness: () => Witnessed;
  /** Why a correct subject may have lost the digits of a number here; undefined where it may not, absent: nowhere. */
  readonly lost?: LossOfDigits;
  /** How the kinks were settled, where the problem has any. */
  readonly kinks?: KinkJudgement;
  /** True where `reference` takes other derivatives at kinks than the documents print. */
  readonly unconventional?: true;
}
