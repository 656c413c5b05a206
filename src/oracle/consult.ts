/** What our implementations say of one problem, and which of them agree. */

import { float64 } from '../arithmetic/float64.ts';
import type { AnswerBounds, Bound } from '../bounds/bound.ts';
import { boundAnswer } from '../bounds/bound-answer.ts';
import { sumOfBounds } from '../bounds/combine.ts';
import { precision } from '../bounds/precision.ts';
import { saturation } from '../bounds/saturation.ts';
import { canRoundToSingularity } from '../bounds/singularity.ts';
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
  readonly bounds: () => AnswerBounds;
}

/** Who agrees with whom on one problem. */
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

/**
 * Bounds are derived when somebody asks: of three that agree, mostly one.
 *
 * A function, not an accessor: the engine would make a hidden class for each object that is written with
 * one, and keep everything it refers to until a full garbage collection; over a quarter of all processor time.
 */
const opinionOf = (name: string, answer: Answer, problem: MlpProblem): Opinion => {
  if (!hasTrace(answer)) throw new TypeError(`${name} answers without deltas or trace`);
  let known: AnswerBounds | undefined;
  return {
    name,
    answer,
    bounds: () => {
      known ??= boundAnswer(problem, answer, inFloat64, 'convention');
      return known;
    },
  };
};

type Numbers = number | null | readonly Numbers[];

/** An infinite bound decides nothing between finite numbers; a number that is not finite agrees with none. */
const sameNumber = (left: number, right: number, bound: Bound): boolean =>
  Number.isFinite(left) && Number.isFinite(right)
    ? !Number.isFinite(bound) || isWithin(left, right, bound)
    : Object.is(left, right);

/** `one` and `other` are the bounds of left and right; all four have one shape. */
const sameNumbers = (left: Numbers, right: Numbers, one: Numbers, other: Numbers): boolean => {
  if (typeof left === 'number') {
    return sameNumber(left, right as number, sumOfBounds(one as Bound, other as Bound));
  }
  if (left === null) return right === null;
  const [rights, ones, others] = [right as Numbers[], one as Numbers[], other as Numbers[]];
  for (let i = 0; i < left.length; i += 1) {
    const child = left[i] as Numbers;
    if (!sameNumbers(child, rights[i] as Numbers, ones[i] as Numbers, others[i] as Numbers)) return false;
  }
  return true;
};

const partsOf = ({ cost, outputs, deltas, gradients }: TracedAnswer | AnswerBounds): readonly Numbers[] => [
  cost,
  outputs,
  deltas,
  gradients.weights,
  gradients.biases,
  gradients.inputs,
];

/** Every entry within the sum of both bounds. */
const agree = (left: Opinion, right: Opinion, [one, other]: readonly [AnswerBounds, AnswerBounds]): boolean =>
  sameNumbers(partsOf(left.answer), partsOf(right.answer), partsOf(one), partsOf(other));

const largestGroup = (opinions: readonly Opinion[]): readonly Opinion[] => {
  const [first] = opinions;
  if (first === undefined) return opinions;
  // Of correct answers one derives the same bounds as another up to their own rounding.
  const agreesWithFirst = (other: Opinion): boolean =>
    other === first || agree(first, other, [first.bounds(), first.bounds()]);
  if (opinions.every(agreesWithFirst)) return opinions;
  return opinions
    .map((centre) =>
      opinions.filter((other) => other === centre || agree(centre, other, [centre.bounds(), other.bounds()])),
    )
    .reduce((largest, group) => (group.length > largest.length ? group : largest), []);
};

/** Not finite, although rounding alone can bring a correct implementation there. */
const isSaturated = ({ answer }: Opinion, problem: MlpProblem, others: readonly Opinion[]): boolean =>
  !isFiniteTree(answer) &&
  others.some(
    (other) => isFiniteTree(other.answer) && saturation(problem, other.answer, inFloat64).length > 0,
  );

/** Where a logarithm's argument can round to 0 a correct implementation may be off by any amount. */
const isAtSingularity = ([agreed]: readonly Opinion[], problem: MlpProblem): boolean =>
  agreed !== undefined &&
  isFiniteTree(agreed.answer) &&
  canRoundToSingularity(problem, agreed.answer, inFloat64);

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
  const others = opinions.filter((opinion) => !agreed.includes(opinion));
  const isExcused = others.length > 0 && isAtSingularity(agreed, problem);
  return {
    agreed,
    dissenting: isExcused ? [] : others,
    silent: [
      ...attempts.flatMap(({ name, attempt }) =>
        isRefusal(attempt) ? [{ name, reason: attempt.refused }] : [],
      ),
      ...saturated.map(({ name }) => ({ name, reason: 'saturated in float64' })),
      ...(isExcused ? others : []).map(({ name }) => ({
        name,
        reason: 'at a singular logarithm in float64',
      })),
    ],
  };
};
