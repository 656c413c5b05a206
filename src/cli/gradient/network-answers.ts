/** What `backproof gradient` does for a network. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { type ArithmeticName, inArithmetic, type Written } from '../../arithmetic/named.ts';
import { type Implementation, implementationNames } from '../../gradients/implementation.ts';
import { implementations } from '../../gradients/registry.ts';
import { type Answer, isRefusal, type Refusal, type TracedAnswer } from '../../model/answer.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { mapAnswer } from '../../oracle/map-answer.ts';
import { withBudget } from '../../oracle/operations-budget.ts';
import type { NamedAnswer } from '../../reports/answers.ts';
import { UsageError } from '../failures.ts';
import { inability } from './inability.ts';
import { type GradientOptions, multiplications } from './options.ts';

/** Names that are no implementation of networks. Throws `UsageError`. */
export const refuseForNetworks = ({ by }: GradientOptions): void => {
  const names: readonly string[] = implementationNames;
  if (by === 'all' || names.includes(by)) return;
  throw new UsageError(`--by: expected one of ${names.join(', ')} or all for a network, got ${by}`);
};

const isTraced = <T>(answer: Answer<T>): answer is TracedAnswer<T> =>
  answer.deltas !== undefined && answer.trace !== undefined;

const answerIn = <T>(
  problem: MlpProblem,
  { name, gradient }: Implementation,
  arithmetic: Arithmetic<T>,
  write: (value: T) => Written,
): Refusal | { readonly answer: TracedAnswer<Written> } => {
  try {
    const attempt = gradient(problem, arithmetic);
    if (isRefusal(attempt)) return attempt;
    if (!isTraced(attempt)) throw new TypeError(`${name} answers without deltas or trace`);
    return { answer: mapAnswer(attempt, write) };
  } catch (error) {
    return { refused: inability(error, arithmetic.name) };
  }
};

/** The answers of those asked for, arithmetic by arithmetic. */
export const networkAnswersTo = async (
  problem: MlpProblem,
  arithmetics: readonly ArithmeticName[],
  { by, digits }: GradientOptions,
): Promise<readonly NamedAnswer[]> => {
  const asked = implementations.filter(({ name }) => by === 'all' || name === by);
  const answers: NamedAnswer[] = [];
  for (const arithmetic of arithmetics) {
    const own = await inArithmetic(arithmetic, digits, (numbers, write) => {
      const limited = arithmetic === 'float64' ? numbers : withBudget(numbers, multiplications);
      return asked.map((each) => ({
        name: each.name,
        arithmetic,
        ...answerIn(problem, each, limited, write),
      }));
    });
    answers.push(...own);
  }
  return answers;
};
