/** What `backproof gradient` does for a graph. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { type ArithmeticName, inArithmetic, type Written } from '../../arithmetic/named.ts';
import { graphImplementationNames } from '../../graphs/implementation-names.ts';
import { type GraphImplementation, graphImplementations } from '../../graphs/implementations.ts';
import { isRefusal, type Refusal } from '../../model/answer.ts';
import type { GraphAnswer, GraphProblem, NestedNumbers } from '../../model/graph.ts';
import { withBudget } from '../../oracle/operations-budget.ts';
import type { NamedAnswer } from '../../reports/answers.ts';
import { UsageError } from '../failures.ts';
import { inability } from './inability.ts';
import { type GradientOptions, multiplications } from './options.ts';

/** Options that say nothing of graphs. Throws `UsageError`. */
export const refuseForGraphs = ({ by, convention }: GradientOptions): void => {
  const names: readonly string[] = graphImplementationNames;
  if (convention !== undefined)
    throw new UsageError('--convention: expected a network, got a graph, of which documents say nothing');
  if (by !== 'all' && !names.includes(by))
    throw new UsageError(`--by: expected one of ${names.join(', ')} or all for a graph, got ${by}`);
};

const isNested = <T>(nested: NestedNumbers<T>): nested is readonly NestedNumbers<T>[] =>
  Array.isArray(nested);

const written = <T>(
  { value, gradients }: GraphAnswer<T>,
  write: (number: T) => Written,
): GraphAnswer<Written> => {
  const each = (nested: NestedNumbers<T>): NestedNumbers<Written> =>
    isNested(nested) ? nested.map(each) : write(nested);
  const entries = Object.entries(gradients).map(([name, gradient]) => [name, each(gradient)] as const);
  return { value: write(value), gradients: Object.fromEntries(entries) };
};

const answerIn = <T>(
  problem: GraphProblem,
  { gradient }: GraphImplementation,
  arithmetic: Arithmetic<T>,
  write: (number: T) => Written,
): Refusal | { readonly answer: GraphAnswer<Written> } => {
  try {
    const attempt = gradient(problem, arithmetic);
    return isRefusal(attempt) ? attempt : { answer: written(attempt, write) };
  } catch (error) {
    return { refused: inability(error, arithmetic.name) };
  }
};

/** The answers of those asked for, arithmetic by arithmetic. */
export const graphAnswersTo = async (
  problem: GraphProblem,
  arithmetics: readonly ArithmeticName[],
  { by, digits }: GradientOptions,
): Promise<readonly NamedAnswer<GraphAnswer<Written>>[]> => {
  const asked = graphImplementations.filter(({ name }) => by === 'all' || name === by);
  const answers: NamedAnswer<GraphAnswer<Written>>[] = [];
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
