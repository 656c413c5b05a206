/** One question of a sequence with its answer, and the question before it that something may be kept from. */

import type { Precision } from '../../bounds/precision.ts';
import type { SubjectAnswer } from '../../model/answer.ts';
import { isFiniteTree } from '../../model/path.ts';
import type { MlpProblem } from '../../model/problem.ts';
import type { Balls } from '../fit.ts';
import { foretell } from '../foretold.ts';
import { answered, type Grouped } from '../numbers.ts';

/** The parts that something may be kept in. */
export const keptParts = ['weights', 'biases'] as const;

export type KeptPart = (typeof keptParts)[number];

/** A question, its answer, and what a right one says. */
export interface Moment {
  readonly problem: MlpProblem;
  readonly numbers: Readonly<Record<KeptPart, Grouped<number>>>;
  readonly right: Balls;
}

/** A question, and the one before it whose traces may be in its answer. */
export interface Step {
  readonly before: Moment;
  readonly now: Moment;
}

/** What was asked, in the order in which it was. */
export interface Asked {
  readonly problem: MlpProblem;
  readonly answer: SubjectAnswer;
}

/** Answers up to the first that is not finite. */
export const momentsOf = (asked: readonly Asked[], precision: Precision): readonly Moment[] => {
  const broken = asked.findIndex(({ answer }) => !isFiniteTree(answer));
  return asked.slice(0, broken === -1 ? asked.length : broken).map(({ problem, answer }) => {
    const { weights = [], biases = [] } = answered(answer);
    return { problem, numbers: { weights, biases }, right: foretell({}, problem, precision).balls };
  });
};

/** What a subject may keep things by: nothing, the shape of a network, its parameters, or the whole question. */
export interface Scope {
  /** Completes `each from `. */
  readonly states: string;
  /** Two questions with the same key share what is kept. */
  readonly key: (problem: MlpProblem) => string;
  /** True where a question with another key makes it forget. */
  readonly single: boolean;
}

const shapeOf = ({ layers }: MlpProblem): string =>
  JSON.stringify(layers.map(({ weights }) => [weights.length, weights[0]?.length]));

const parametersOf = ({ layers }: MlpProblem): string => JSON.stringify(layers);

/** Those that forget sooner first: where two explain as many answers, the first is said. */
export const scopes: readonly Scope[] = [
  { states: 'the call before', key: shapeOf, single: true },
  { states: 'the call before where it had the same parameters', key: parametersOf, single: true },
  { states: 'the last call with a network of that shape', key: shapeOf, single: false },
  { states: 'the last call with the same parameters', key: parametersOf, single: false },
  {
    states: 'the last call with the same question',
    key: (problem) => JSON.stringify(problem),
    single: false,
  },
];

/** The questions that have one before them in this scope. */
export const stepsIn = (moments: readonly Moment[], { key, single }: Scope): readonly Step[] =>
  moments.flatMap((now, index) => {
    const earlier = moments.slice(single ? Math.max(0, index - 1) : 0, index);
    const before = earlier.findLast(({ problem }) => key(problem) === key(now.problem));
    return before === undefined ? [] : [{ before, now }];
  });
