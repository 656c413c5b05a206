/** Implementations of either kind asked one by one, in one arithmetic after another. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { type ArithmeticName, inArithmetic, type Written } from '../../arithmetic/named.ts';
import { isRefusal, type Refusal } from '../../model/answer.ts';
import { withBudget } from '../../oracle/operations-budget.ts';
import type { NamedAnswer, WrittenAnswer } from '../../reports/answers.ts';
import { inability } from './inability.ts';
import { type GradientOptions, multiplications } from './options.ts';

/** An implementation with its problem: `A` is its answer, each number written. */
export interface Asked<A extends WrittenAnswer> {
  readonly name: string;
  readonly answerIn: <T>(arithmetic: Arithmetic<T>, write: (number: T) => Written) => A | Refusal;
}

const attempt = <A extends WrittenAnswer, T>(
  { answerIn }: Asked<A>,
  arithmetic: Arithmetic<T>,
  write: (number: T) => Written,
): Refusal | { readonly answer: A } => {
  try {
    const answer = answerIn(arithmetic, write);
    return isRefusal(answer) ? answer : { answer };
  } catch (error) {
    return { refused: inability(error, arithmetic.name) };
  }
};

/** The answers of those asked for, arithmetic by arithmetic. */
export const answersOf = async <A extends WrittenAnswer>(
  implementations: readonly Asked<A>[],
  arithmetics: readonly ArithmeticName[],
  { by, digits }: GradientOptions,
): Promise<readonly NamedAnswer<A>[]> => {
  const asked = implementations.filter(({ name }) => by === 'all' || name === by);
  const answers: NamedAnswer<A>[] = [];
  for (const arithmetic of arithmetics) {
    const own = await inArithmetic(arithmetic, digits, (numbers, write) => {
      const limited = arithmetic === 'float64' ? numbers : withBudget(numbers, multiplications);
      return asked.map((each) => ({ name: each.name, arithmetic, ...attempt(each, limited, write) }));
    });
    answers.push(...own);
  }
  return answers;
};
