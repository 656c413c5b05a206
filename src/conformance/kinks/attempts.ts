/** An answer held against the formula with given derivatives at the kinks. */

import type { GraphPart, Part } from '../../judge/claim.ts';
import type { AnyAnswer } from '../../model/any-kind.ts';
import type { Point } from './kink.ts';
import { countWrong, type Expectation, type Question } from './question.ts';

/** An expectation with the number of entries of the answer that are outside their bounds. */
export interface Attempt extends Expectation {
  readonly wrong: number;
}

/** Tries points one after the other; each is computed once. */
export const attempts = (question: Question, answer: AnyAnswer, parts: readonly (Part | GraphPart)[]) => {
  const known = new Map<string, Attempt>();
  return {
    at: (point: Point): Attempt => {
      const key = point.join(';');
      const found = known.get(key);
      if (found !== undefined) return found;
      const expectation = question.at(point);
      // Bounds of a reference that overflowed judge nothing, which is no agreement.
      const wrong = question.isUsable(expectation)
        ? countWrong(expectation, question, answer, parts)
        : Number.POSITIVE_INFINITY;
      const attempt = { ...expectation, wrong };
      known.set(key, attempt);
      return attempt;
    },
    /** The attempt with the fewest entries outside their bounds, the first of several. */
    nearest: (): Attempt =>
      [...known.values()].reduce((best, attempt) => (attempt.wrong < best.wrong ? attempt : best)),
  };
};

/** An answer, ready to be held against given derivatives. */
export type Attempts = ReturnType<typeof attempts>;
