/**
 * Exact answers: our implementations, unchanged, in the arithmetic that a problem needs, and agreeing in it.
 *
 * Where cost and gradient are rational they agree with tolerance zero. Elsewhere every number comes out as a
 * ball that provably holds the exact one; precision is doubled until every ball is narrow, so that no tolerance
 * is chosen: balls without a common number are a mistake in a formula.
 */

import type { BigFloat } from '../arithmetic/big-float.ts';
import { dyadic } from '../arithmetic/dyadic.ts';
import { float64 } from '../arithmetic/float64.ts';
import type { Implementation } from '../gradients/implementation.ts';
import { implementations } from '../gradients/registry.ts';
import { isRefusal, type Refusal, type TracedAnswer } from '../model/answer.ts';
import type { MlpProblem } from '../model/problem.ts';
import { type Ball, ballArithmetic, disjoint, logOfSum } from './ball.ts';
import { bigFloatBase, type FloatingPoint } from './floating-point.ts';
import { mapAnswer, numbersOf } from './map-answer.ts';
import { demandAgreement, disagreement, type Poll, poll } from './poll.ts';
import { bitsFor, isRational, wantedBits } from './precision-needed.ts';

/** What at least two implementations agree on. */
export interface ExactAnswer {
  /** Every number rounded to the nearest double; an infinity where it is beyond them. */
  readonly answer: TracedAnswer;
  /** The name of the arithmetic. */
  readonly arithmetic: string;
  readonly agreed: readonly string[];
  /** Who did not answer, with the reason: neither agreement nor dissent. */
  readonly silent: Poll<never>['silent'];
}

const tooFew = ({ silent }: Poll<unknown>): Refusal => ({
  refused: `fewer than two implementations answer: ${silent.map(({ name, reason }) => `${name}: ${reason}`).join('; ')}`,
});

const exactAnswer = <T>(
  { answers, silent }: Poll<T>,
  { name, toNumber }: { readonly name: string; toNumber(value: T): number },
): ExactAnswer | Refusal => {
  const [first, ...others] = answers;
  if (first === undefined || others.length === 0) return tooFew({ answers, silent });
  return {
    answer: mapAnswer(first.answer, (value) => toNumber(value)),
    arithmetic: name,
    agreed: answers.map((each) => each.name),
    silent,
  };
};

const inRationals = (problem: MlpProblem, asked: readonly Implementation[]): ExactAnswer | Refusal => {
  const votes = poll(problem, asked, dyadic);
  demandAgreement(problem, votes, (x, y) => dyadic.compare(x, y) !== 0);
  return exactAnswer(votes, dyadic);
};

/** Half of the smallest subnormal double: what is below it rounds to 0. */
const logOfHalfSmallest = -1075;

/** True when a ball fixes 64 decimal digits, or a number that is 0 among the doubles. */
export const isNarrow = <M>({ top, bottom }: FloatingPoint<M>, { middle, radius }: Ball<M>): boolean =>
  radius <= bottom(middle) - wantedBits || logOfSum(top(middle), radius) < logOfHalfSmallest;

/** Every implementation's answer in balls over this arithmetic, and how many branches were guessed. */
export const pollInBalls = <M>(
  problem: MlpProblem,
  asked: readonly Implementation[],
  base: FloatingPoint<M>,
): Poll<Ball<M>> & { readonly ties: number } => {
  let ties = 0;
  const balls = ballArithmetic(base, () => {
    ties += 1;
  });
  const votes = poll(problem, asked, balls);
  return { ...votes, ties };
};

/** Why the answers in this precision cannot be relied upon yet, if so. */
const shortfall = <M>(
  { ties, answers, silent }: ReturnType<typeof pollInBalls<M>>,
  base: FloatingPoint<M>,
  differ: (x: Ball<M>, y: Ball<M>) => boolean,
  isLast: boolean,
): string | undefined => {
  const isGuess = ties > 0 && (!isLast || disagreement({ answers, silent }, differ) !== undefined);
  if (isGuess) return 'a comparison undecided';
  const isWide = answers.some(({ answer }) => numbersOf(answer).some((ball) => !isNarrow(base, ball)));
  return isWide ? 'a number with fewer than 64 certain digits' : undefined;
};

const traceIn = (problem: MlpProblem, asked: readonly Implementation[]) =>
  asked
    .toReversed()
    .map(({ gradient }) => gradient(problem, float64))
    .flatMap((attempt) => (isRefusal(attempt) || attempt.trace === undefined ? [] : [attempt.trace]))
    .at(0) ?? { preActivations: [], activations: [] };

/** Doubled twice at most: numbers that are 0 because all cancels are then proved to round to 0. */
const attempts = [1, 2, 4] as const;

const mostBits = 10_000;

const inBalls = (problem: MlpProblem, asked: readonly Implementation[]): ExactAnswer | Refusal => {
  const first = bitsFor(problem, traceIn(problem, asked));
  let reason: string | undefined;
  for (const times of attempts) {
    const base = bigFloatBase(Math.min(times * first, mostBits));
    const { name, toNumber } = base.arithmetic;
    const differ = (x: Ball<BigFloat>, y: Ball<BigFloat>) => disjoint(base, x, y);
    const votes = pollInBalls(problem, asked, base);
    if (votes.ties === 0) demandAgreement(problem, votes, differ);
    reason = shortfall(votes, base, differ, times === 4);
    if (reason === undefined) return exactAnswer(votes, { name, toNumber: ({ middle }) => toNumber(middle) });
  }
  return { refused: `${Math.min(4 * first, mostBits)} bits leave ${reason}` };
};

/**
 * The exact answer to a valid problem by the documents' conventions, rounded to doubles once.
 *
 * Refused where fewer than two implementations answer within their budgets, and where four times the bits that
 * the problem should need still leave a number undecided. A tie that so many bits leave counts as one.
 *
 * @throws OracleDisagrees when two implementations provably answer differently: a defect of ours.
 */
export const answerExactly = (
  problem: MlpProblem,
  asked: readonly Implementation[] = implementations,
): ExactAnswer | Refusal => (isRational(problem) ? inRationals(problem, asked) : inBalls(problem, asked));
