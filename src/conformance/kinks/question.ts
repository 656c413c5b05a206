/** A problem at kinks, whatever its kind: what an answer is expected to be with given derivatives at them. */

import type { GraphPart, Part } from '../../judge/claim.ts';
import type { Evidence } from '../../judge/evidence.ts';
import { judge } from '../../judge/judge.ts';
import type { AnyAnswer, Problem } from '../../model/any-kind.ts';
import type { Kink, Point } from './kink.ts';

/** What an answer is held against; no difference of a correct one is larger. */
export type Held = Pick<Evidence, 'reference' | 'againstReference'>;

/** What the exact answer is at one point of the chain-rule set, and how far a subject may be from it. */
export interface Expectation extends Held {
  readonly point: Point;
}

/** One problem, with what its kinks leave open. */
export interface Question {
  readonly problem: Problem;
  readonly kinks: readonly Kink[];
  /** The formula with the derivatives of this point, no jump left in the bounds. */
  readonly at: (point: Point) => Expectation;
  /** The middle of every set, with half of every jump in the bounds: it holds whatever is taken. */
  readonly inTheMiddle: () => Held;
  /** False where float64 has no answer to hold another one against. */
  readonly isAnswered: () => boolean;
  /** False of an expectation that judges nothing, because float64 overflowed on the way to it. */
  readonly isUsable: (expectation: Held) => boolean;
}

const noWitness = () => ({ entries: [], directions: [], skipped: [] });

/** How many entries of these parts are outside their bounds. */
export const countWrong = (
  { reference, againstReference }: Held,
  { problem }: Pick<Question, 'problem'>,
  answer: AnyAnswer,
  parts: readonly (Part | GraphPart)[],
): number => {
  const claims = parts.map((part) => ({ kind: 'agrees' as const, question: 0, part }));
  const bounds = againstReference;
  return judge(claims, [{ problem, answer, reference, bounds, againstReference, witness: noWitness }]).wrong;
};
