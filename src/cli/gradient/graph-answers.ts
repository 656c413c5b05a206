/** What `backproof gradient` does for a graph. */

import type { ArithmeticName, Written } from '../../arithmetic/named.ts';
import { graphImplementationNames } from '../../graphs/implementation-names.ts';
import { type GraphImplementation, graphImplementations } from '../../graphs/implementations.ts';
import { isRefusal } from '../../model/answer.ts';
import type { GraphAnswer, GraphProblem } from '../../model/graph.ts';
import { mapGraphAnswer } from '../../model/graph-numbers.ts';
import type { NamedAnswer } from '../../reports/answers.ts';
import { UsageError } from '../failures.ts';
import { type Asked, answersOf } from './answers.ts';
import type { GradientOptions } from './options.ts';

/** Options that say nothing of graphs. Throws `UsageError`. */
export const refuseForGraphs = ({ by, convention }: GradientOptions): void => {
  const names: readonly string[] = graphImplementationNames;
  if (convention !== undefined)
    throw new UsageError('--convention: expected a network, got a graph, of which documents say nothing');
  if (by !== 'all' && !names.includes(by))
    throw new UsageError(`--by: expected one of ${names.join(', ')} or all for a graph, got ${by}`);
};

const askedFor = (
  problem: GraphProblem,
  { name, gradient }: GraphImplementation,
): Asked<GraphAnswer<Written>> => ({
  name,
  answerIn: (arithmetic, write) => {
    const answer = gradient(problem, arithmetic);
    return isRefusal(answer) ? answer : mapGraphAnswer(answer, write);
  },
});

/** The answers of those asked for, arithmetic by arithmetic. */
export const graphAnswersTo = (
  problem: GraphProblem,
  arithmetics: readonly ArithmeticName[],
  options: GradientOptions,
): Promise<readonly NamedAnswer<GraphAnswer<Written>>[]> =>
  answersOf(
    graphImplementations.map((each) => askedFor(problem, each)),
    arithmetics,
    options,
  );
