/** An answer held against the formula with given derivatives at the kinks. */

import { float64 } from '../../arithmetic/float64.ts';
import type { AnswerBounds } from '../../bounds/bound.ts';
import { boundAnswer } from '../../bounds/bound-answer.ts';
import { addAnswerBounds } from '../../bounds/combine.ts';
import { type Precision, precision } from '../../bounds/precision.ts';
import type { Implementation } from '../../gradients/implementation.ts';
import type { Part } from '../../judge/claim.ts';
import type { Evidence } from '../../judge/evidence.ts';
import { judge } from '../../judge/judge.ts';
import { type Answer, isRefusal, type SubjectAnswer, type TracedAnswer } from '../../model/answer.ts';
import { isFiniteTree } from '../../model/path.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { choiceAt, type Kink, type Point } from './kinks.ts';

/** What the exact answer is at one point of the chain-rule set, and how far a subject may be from it. */
export interface Expectation {
  readonly point: Point;
  readonly reference: TracedAnswer;
  /** |subject - reference|, no jump left in them. */
  readonly againstReference: AnswerBounds;
}

/** An expectation with the number of entries of the answer that are outside their bounds. */
export interface Attempt extends Expectation {
  readonly wrong: number;
}

/** Everything about the question that does not depend on the point. */
export interface Question {
  readonly problem: MlpProblem;
  readonly kinks: readonly Kink[];
  /** Whoever answered as the others did. */
  readonly implementation: Implementation;
  readonly precision: Precision;
}

const inFloat64 = precision('float64');

/** True where float64 has an answer to hold another one against. */
const isUsable = ({ cost, outputs, gradients, deltas }: Answer): boolean =>
  deltas !== undefined && isFiniteTree([cost, outputs, gradients, deltas]);

/** True where the implementation can be asked again, once for every choice. */
export const canBeAskedAgain = ({ problem, implementation }: Question): boolean => {
  const answer = implementation.gradient(problem, float64);
  return !isRefusal(answer) && answer.trace !== undefined && isUsable(answer);
};

/** The formula with the derivatives of this point, by an implementation of ours in float64. */
const expectationAt = (question: Question, point: Point): Expectation => {
  const { problem, kinks, implementation } = question;
  const chosen = choiceAt(kinks, point);
  const answer = implementation.gradient(problem, float64, chosen);
  if (isRefusal(answer) || answer.deltas === undefined || answer.trace === undefined)
    throw new TypeError(
      `${implementation.name} answers a problem without deltas or trace once it has a choice`,
    );
  const reference = { ...answer, deltas: answer.deltas, trace: answer.trace };
  return {
    point,
    reference,
    againstReference: addAnswerBounds(
      boundAnswer(problem, reference, question.precision, { chosen }),
      boundAnswer(problem, reference, inFloat64, { chosen }),
    ),
  };
};

/** How many entries of these parts are outside their bounds. */
export const countWrong = (
  evidence: Pick<Evidence, 'problem' | 'answer' | 'reference' | 'againstReference'>,
  parts: readonly Part[],
): number => {
  const claims = parts.map((part) => ({ kind: 'agrees' as const, question: 0, part }));
  const whole = { ...evidence, bounds: evidence.againstReference, witness: noWitness };
  return judge(claims, [whole]).wrong;
};

const noWitness = () => ({ entries: [], directions: [], skipped: [] });

/** Tries points one after the other; each is computed once. */
export const attempts = (question: Question, answer: SubjectAnswer, parts: readonly Part[]) => {
  const known = new Map<string, Attempt>();
  return {
    at: (point: Point): Attempt => {
      const key = point.join(';');
      const found = known.get(key);
      if (found !== undefined) return found;
      const expectation = expectationAt(question, point);
      const wrong = countWrong({ problem: question.problem, answer, ...expectation }, parts);
      // Bounds of a reference that overflowed judge nothing, which is no agreement.
      const attempt = {
        ...expectation,
        wrong: isUsable(expectation.reference) ? wrong : Number.POSITIVE_INFINITY,
      };
      known.set(key, attempt);
      return attempt;
    },
    /** The attempt with the fewest entries outside their bounds, the first of several. */
    nearest: (): Attempt =>
      [...known.values()].reduce((best, attempt) => (attempt.wrong < best.wrong ? attempt : best)),
  };
};

export type Attempts = ReturnType<typeof attempts>;
