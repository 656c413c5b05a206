/** Exact answers to graphs: our ways, unchanged, in balls over bigFloat until every number is narrow. */

import type { BigFloat } from '../../arithmetic/big-float.ts';
import { isRefusal, type Refusal } from '../../model/answer.ts';
import type { GraphAnswer, GraphProblem } from '../../model/graph.ts';
import { mapGraphAnswer, numbersOfGraph } from '../../model/graph-numbers.ts';
import { type Ball, ballArithmetic, disjoint } from '../ball.ts';
import { isNarrow } from '../exact.ts';
import { bigFloatBase, type FloatingPoint } from '../floating-point.ts';
import { GraphOracleDisagrees } from './disagreement.ts';
import { askVoter, type GraphVoter } from './voters.ts';

/** Who has nothing to say, and why. */
export interface Silent {
  readonly name: string;
  readonly reason: string;
}

/** What at least two ways agree on, every number rounded to the nearest double. */
export interface ExactGraphAnswer {
  readonly answer: GraphAnswer;
  /** The name of the arithmetic. */
  readonly arithmetic: string;
  readonly agreed: readonly string[];
  readonly silent: readonly Silent[];
}

// About a second of multiplications of balls.
const multiplications = 300_000;

type Answered = { readonly name: string; readonly answer: GraphAnswer<Ball<BigFloat>> };

interface Votes {
  readonly answered: readonly Answered[];
  readonly silent: readonly Silent[];
  /** Branches that were guessed. */
  readonly ties: number;
}

const ask = (problem: GraphProblem, voters: readonly GraphVoter[], base: FloatingPoint<BigFloat>): Votes => {
  let ties = 0;
  const balls = ballArithmetic(base, () => {
    ties += 1;
  });
  const attempts = voters.map((voter) => ({
    name: voter.name,
    attempt: askVoter(voter, problem, balls, multiplications),
  }));
  const answered = attempts.flatMap(({ name, attempt }) =>
    isRefusal(attempt) ? [] : [{ name, answer: attempt }],
  );
  const silent = attempts.flatMap(({ name, attempt }) =>
    isRefusal(attempt) ? [{ name, reason: attempt.refused }] : [],
  );
  return { answered, silent, ties };
};

/** Those whose every ball has a number in common with the first one's, and the others. */
const groups = (
  problem: GraphProblem,
  [first, ...others]: readonly Answered[],
  base: FloatingPoint<BigFloat>,
) => {
  if (first === undefined) return { agreed: [], dissenting: [] };
  const numbers = numbersOfGraph(problem, first.answer);
  const dissents = ({ answer }: Answered): boolean =>
    numbersOfGraph(problem, answer).some((ball, place) => {
      const other = numbers[place];
      return other === undefined || disjoint(base, ball, other);
    });
  return {
    agreed: [first, ...others.filter((other) => !dissents(other))].map(({ name }) => name),
    dissenting: others.filter(dissents).map(({ name }) => name),
  };
};

const rounded = (
  answer: GraphAnswer<Ball<BigFloat>>,
  { arithmetic: { toNumber } }: FloatingPoint<BigFloat>,
): GraphAnswer => mapGraphAnswer(answer, ({ middle }) => toNumber(middle));

/** 64 digits, what cancels in moderate graphs, and twice and four times that. */
const precisions = [320, 640, 1280] as const;

/** Why more precision may settle what this one leaves. */
interface Shortfall {
  readonly shortfall: string;
}

/** The answers in this precision, or why they cannot be relied upon yet or at all. */
const settle = (
  problem: GraphProblem,
  { answered, silent, ties }: Votes,
  base: FloatingPoint<BigFloat>,
): ExactGraphAnswer | Refusal | Shortfall => {
  if (ties > 0) return { shortfall: 'a comparison undecided' };
  const { agreed, dissenting } = groups(problem, answered, base);
  if (dissenting.length > 0)
    throw new GraphOracleDisagrees(problem, agreed.join(', '), dissenting.join(', '));
  const [first] = answered;
  if (first === undefined || agreed.length < 2) {
    const reasons = silent.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
    return { refused: `fewer than two implementations answer: ${reasons}` };
  }
  if (!numbersOfGraph(problem, first.answer).every((ball) => isNarrow(base, ball)))
    return { shortfall: 'a number with fewer than 64 certain digits' };
  return { answer: rounded(first.answer, base), arithmetic: base.arithmetic.name, agreed, silent };
};

/**
 * The exact answer by the conventions of spec/ops.json, rounded to doubles once.
 *
 * @throws GraphOracleDisagrees when two ways provably answer differently: a defect of ours.
 */
export const answerGraphExactly = (
  problem: GraphProblem,
  voters: readonly GraphVoter[],
): ExactGraphAnswer | Refusal => {
  let reason = '';
  for (const bits of precisions) {
    const base = bigFloatBase(bits);
    const settled = settle(problem, ask(problem, voters, base), base);
    if (!('shortfall' in settled)) return settled;
    reason = settled.shortfall;
  }
  return { refused: `${precisions.at(-1)} bits leave ${reason}` };
};
