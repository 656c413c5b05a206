/** What `backproof gradient` does for a network. */

import type { ArithmeticName, Written } from '../../arithmetic/named.ts';
import { type Implementation, implementationNames } from '../../gradients/implementation.ts';
import { implementations } from '../../gradients/registry.ts';
import { type Answer, isRefusal, type TracedAnswer } from '../../model/answer.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { mapAnswer } from '../../oracle/map-answer.ts';
import type { NamedAnswer } from '../../reports/answers.ts';
import { UsageError } from '../failures.ts';
import { type Asked, answersOf } from './answers.ts';
import type { GradientOptions } from './options.ts';

/** Names that are no implementation of networks. Throws `UsageError`. */
export const refuseForNetworks = ({ by }: GradientOptions): void => {
  const names: readonly string[] = implementationNames;
  if (by === 'all' || names.includes(by)) return;
  throw new UsageError(`--by: expected one of ${names.join(', ')} or all for a network, got ${by}`);
};

const isTraced = <T>(answer: Answer<T>): answer is TracedAnswer<T> =>
  answer.deltas !== undefined && answer.trace !== undefined;

const askedFor = (problem: MlpProblem, { name, gradient }: Implementation): Asked<TracedAnswer<Written>> => ({
  name,
  answerIn: (arithmetic, write) => {
    const answer = gradient(problem, arithmetic);
    if (isRefusal(answer)) return answer;
    if (!isTraced(answer)) throw new TypeError(`${name} answers without deltas or trace`);
    return mapAnswer(answer, write);
  },
});

/** The answers of those asked for, arithmetic by arithmetic. */
export const networkAnswersTo = (
  problem: MlpProblem,
  arithmetics: readonly ArithmeticName[],
  options: GradientOptions,
): Promise<readonly NamedAnswer[]> =>
  answersOf(
    implementations.map((each) => askedFor(problem, each)),
    arithmetics,
    options,
  );
