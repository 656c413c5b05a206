/** What our implementations say of one problem, and which of them agree. */

import { float64 } from '../arithmetic/float64.ts';
import type { AnswerBounds, Bound } from '../bounds/bound.ts';
import { boundAnswer } from '../bounds/bound-answer.ts';
import { addAnswerBounds } from '../bounds/combine.ts';
import { precision } from '../bounds/precision.ts';
import { isWithin } from '../bounds/within.ts';
import type { Implementation } from '../gradients/implementation.ts';
import { implementations } from '../gradients/registry.ts';
import { type Answer, isRefusal, type TracedAnswer } from '../model/answer.ts';
import type { MlpProblem } from '../model/problem.ts';

/** One implementation's answer, with the bounds that its own trace gives. */
export interface Opinion {
  readonly name: string;
  readonly answer: TracedAnswer;
  /** Bounds of a float64 answer against the exact one. */
  readonly bounds: AnswerBounds;
}

export interface Consultation {
  /** The largest group whose members agree entry by entry; of one member when nobody agrees. */
  readonly agreed: readonly Opinion[];
  /** Those who answered otherwise. */
  readonly dissenting: readonly Opinion[];
  /** Those who refused, with the reason. */
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
}

const hasTrace = (answer: Answer): answer is TracedAnswer =>
  answer.deltas !== undefined && answer.trace !== undefined;

const opinionOf = (name: string, answer: Answer, problem: MlpProblem): Opinion => {
  if (!hasTrace(answer)) throw new TypeError(`${name} answers without deltas or trace`);
  return { name, answer, bounds: boundAnswer(problem, answer, precision('float64')) };
};

type Numbers = number | null | readonly Numbers[];

const sameNumbers = (left: Numbers, right: Numbers, bounds: Numbers): boolean => {
  if (typeof left === 'number') {
    return !Number.isFinite(bounds) || isWithin(left, right as number, bounds as Bound);
  }
  if (left === null) return right === null;
  return left.every((child, index) =>
    sameNumbers(child, (right as Numbers[])[index] as Numbers, (bounds as Numbers[])[index] as Numbers),
  );
};

const partsOf = ({ cost, outputs, deltas, gradients }: TracedAnswer | AnswerBounds): readonly Numbers[] => [
  cost,
  outputs,
  deltas,
  gradients.weights,
  gradients.biases,
  gradients.inputs,
];

/** Every entry within the sum of both bounds; an infinite bound decides nothing. */
const agree = (left: Opinion, right: Opinion): boolean => {
  const bounds = partsOf(addAnswerBounds(left.bounds, right.bounds));
  return sameNumbers(partsOf(left.answer), partsOf(right.answer), bounds);
};

const largestGroup = (opinions: readonly Opinion[]): readonly Opinion[] =>
  opinions
    .map((centre) => opinions.filter((other) => other === centre || agree(centre, other)))
    .reduce((best, group) => (group.length > best.length ? group : best), []);

/** Asks every implementation in float64 and finds out who agrees with whom. */
export const consult = (
  problem: MlpProblem,
  asked: readonly Implementation[] = implementations,
): Consultation => {
  const attempts = asked.map(({ name, gradient }) => ({ name, attempt: gradient(problem, float64) }));
  const opinions = attempts.flatMap(({ name, attempt }) =>
    isRefusal(attempt) ? [] : [opinionOf(name, attempt, problem)],
  );
  const agreed = largestGroup(opinions);
  return {
    agreed,
    dissenting: opinions.filter((opinion) => !agreed.includes(opinion)),
    refused: attempts.flatMap(({ name, attempt }) =>
      isRefusal(attempt) ? [{ name, reason: attempt.refused }] : [],
    ),
  };
};
