/** Asking every implementation in one arithmetic, and holding the answers against each other. */

import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { Implementation } from '../gradients/implementation.ts';
import { type Answer, isRefusal, type TracedAnswer } from '../model/answer.ts';
import type { MlpProblem } from '../model/problem.ts';
import { OracleDisagrees } from './disagreement.ts';
import { numbersOf } from './map-answer.ts';
import { OperationsExhausted, withBudget } from './operations-budget.ts';

/** The answer of one implementation. */
export interface NamedAnswer<T> {
  readonly name: string;
  readonly answer: TracedAnswer<T>;
}

/** Who answered what, and who did not, with the reason. */
export interface Poll<T> {
  readonly answers: readonly NamedAnswer<T>[];
  readonly silent: readonly { readonly name: string; readonly reason: string }[];
}

// About a second of multiplications of balls.
const multiplications = 300_000;

const hasTrace = <T>(answer: Answer<T>): answer is TracedAnswer<T> =>
  answer.deltas !== undefined && answer.trace !== undefined;

const ask = <T>(
  { name, gradient }: Implementation,
  problem: MlpProblem,
  arithmetic: Arithmetic<T>,
): NamedAnswer<T> | Poll<T>['silent'][number] => {
  try {
    const attempt = gradient(problem, withBudget(arithmetic, multiplications));
    if (isRefusal(attempt)) return { name, reason: attempt.refused };
    if (!hasTrace(attempt)) throw new TypeError(`${name} answers without deltas or trace`);
    return { name, answer: attempt };
  } catch (error) {
    if (!(error instanceof OperationsExhausted)) throw error;
    return { name, reason: error.message };
  }
};

/** Every implementation's answer in this arithmetic; who needs too long for it is silent. */
export const poll = <T>(
  problem: MlpProblem,
  asked: readonly Implementation[],
  arithmetic: Arithmetic<T>,
): Poll<T> => {
  const attempts = asked.map((implementation) => ask(implementation, problem, arithmetic));
  return {
    answers: attempts.flatMap((each) => ('answer' in each ? [each] : [])),
    silent: attempts.flatMap((each) => ('reason' in each ? [each] : [])),
  };
};

const agree = <T>(
  left: TracedAnswer<T>,
  right: TracedAnswer<T>,
  differ: (x: T, y: T) => boolean,
): boolean => {
  const others = numbersOf(right);
  const numbers = numbersOf(left);
  return (
    numbers.length === others.length &&
    numbers.every((value, index) => {
      const other = others[index];
      return other !== undefined && !differ(value, other);
    })
  );
};

/** The two groups of names when some answer differs from the first one; undefined when none does. */
export const disagreement = <T>(
  { answers }: Poll<T>,
  differ: (x: T, y: T) => boolean,
): readonly [agreed: string, dissenting: string] | undefined => {
  const groups: NamedAnswer<T>[][] = [];
  for (const each of answers) {
    const group = groups.find(([first]) => first !== undefined && agree(first.answer, each.answer, differ));
    if (group === undefined) groups.push([each]);
    else group.push(each);
  }
  const [largest = [], ...rest] = groups.toSorted((left, right) => right.length - left.length);
  const names = (group: readonly NamedAnswer<T>[]) => group.map(({ name }) => name).join(', ');
  return rest.length === 0 ? undefined : [names(largest), names(rest.flat())];
};

/** @throws OracleDisagrees when some answer differs from another. */
export const demandAgreement = <T>(
  problem: MlpProblem,
  votes: Poll<T>,
  differ: (x: T, y: T) => boolean,
): void => {
  const found = disagreement(votes, differ);
  if (found !== undefined) throw new OracleDisagrees(problem, ...found);
};
