/** What our implementations say of one problem, and which of them agree. */

import { float64 } from '../arithmetic/float64.ts';
import type { AnswerBounds, Bound } from '../bounds/bound.ts';
import { boundAnswer } from '../bounds/bound-answer.ts';
import { addAnswerBounds } from '../bounds/combine.ts';
import { precision } from '../bounds/precision.ts';
import { saturation } from '../bounds/saturation.ts';
import { isWithin } from '../bounds/within.ts';
import type { Implementation } from '../gradients/implementation.ts';
import { implementations } from '../gradients/registry.ts';
import { type Answer, isRefusal, type TracedAnswer } from '../model/answer.ts';
import { isFiniteTree } from '../model/path.ts';
import type { MlpProblem } from '../model/problem.ts';

/** One implementation's answer, with the bounds that its own trace gives. */
export interface Opinion {
  readonly name: string;
  readonly answer: TracedAnswer;
  /** Bounds of a float64 answer that follows the documents' conventions, against the exact one. */
  readonly bounds: AnswerBounds;
}

export interface Consultation {
  /** The largest group whose members agree entry by entry; of one member when nobody agrees. */
  readonly agreed: readonly Opinion[];
  /** Those who answered otherwise. */
  readonly dissenting: readonly Opinion[];
  /** Those who refused or saturated, with the reason: neither agreement nor dissent. */
  readonly silent: readonly { readonly name: string; readonly reason: string }[];
}

const inFloat64 = precision('float64');

const hasTrace = (answer: Answer): answer is TracedAnswer =>
  answer.deltas !== undefined && answer.trace !== undefined;

const opinionOf = (name: string, answer: Answer, problem: MlpProblem): Opinion => {
  if (!hasTrace(answer)) throw new TypeError(`${name} answers without deltas or trace`);
  return { name, answer, bounds: boundAnswer(problem, answer, inFloat64, 'convention') };
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

const largestGroup = (opinions: readonly Opinion[]): readonly Opinion[] => {
  let largest: readonly Opinion[] = [];
  for (const centre of opinions) {
    const group = opinions.filter((other) => other === centre || agree(centre, other));
    if (group.length > largest.length) largest = group;
    if (largest.length === opinions.length) break;
  }
  return largest;
};

/** Not finite, although rounding alone can bring a correct implementation there. */
const isSaturated = ({ answer }: Opinion, problem: MlpProblem, others: readonly Opinion[]): boolean =>
  !isFiniteTree(answer) &&
  others.some(
    (other) => isFiniteTree(other.answer) && saturation(problem, other.answer, inFloat64).length > 0,
  );

/** Asks every implementation in float64 and finds out who agrees with whom. */
export const consult = (
  problem: MlpProblem,
  asked: readonly Implementation[] = implementations,
): Consultation => {
  const attempts = asked.map(({ name, gradient }) => ({ name, attempt: gradient(problem, float64) }));
  const answered = attempts.flatMap(({ name, attempt }) =>
    isRefusal(attempt) ? [] : [opinionOf(name, attempt, problem)],
  );
  const saturated = answered.filter((opinion) => isSaturated(opinion, problem, answered));
  const opinions = answered.filter((opinion) => !saturated.includes(opinion));
  const agreed = largestGroup(opinions);
  return {
    agreed,
    dissenting: opinions.filter((opinion) => !agreed.includes(opinion)),
    silent: [
      ...attempts.flatMap(({ name, attempt }) =>
        isRefusal(attempt) ? [{ name, reason: attempt.refused }] : [],
      ),
      ...saturated.map(({ name }) => ({ name, reason: 'saturated in float64' })),
    ],
  };
};
