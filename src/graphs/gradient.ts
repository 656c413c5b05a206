/** The answer to a problem of kind `graph`. */

import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { Refusal } from '../model/answer.ts';
import type { GraphAnswer, GraphProblem } from '../model/graph.ts';
import type { GraphKinkChoice } from '../model/graph-kinks.ts';
import { graphOf } from './build.ts';
import { variableNamed } from './graph.ts';
import { finite, NotComputable } from './not-computable.ts';
import { backpropagate } from './table/backpropagate.ts';
import { forward, type Given } from './table/forward.ts';
import { inNumbers } from './table/numbers.ts';
import { entryAt, fromNested, type Tensor, toNested } from './tensor/tensor.ts';

/** The inputs of a problem in the numbers of an arithmetic, by name. */
const givenBy = <T>(problem: GraphProblem, arithmetic: Arithmetic<T>): Given<T> =>
  new Map(Object.entries(problem.inputs).map(([name, value]) => [name, fromNested(value, arithmetic.of)]));

/** Algorithms 1 and 5 on a problem that was read. Throws `NotComputable`. */
const solve = <T>(
  problem: GraphProblem,
  arithmetic: Arithmetic<T>,
  kinks: GraphKinkChoice | undefined,
): GraphAnswer<T> => {
  const graph = graphOf(problem);
  const values = forward(graph, arithmetic, givenBy(problem, arithmetic));
  const output = variableNamed(graph, problem.output);
  const targets = problem.wrt.map((name) => variableNamed(graph, name));
  const table = backpropagate(graph, output, targets, inNumbers(graph, arithmetic, values, kinks));
  const nested = (tensor: Tensor<T> | undefined, name: string) => {
    if (tensor === undefined) throw new RangeError(`the table has no entry for "${name}"`);
    return toNested(finite(() => `the gradient by "${name}"`, tensor));
  };
  return {
    value: entryAt(entryAt(values, output).entries, 0),
    gradients: Object.fromEntries(
      problem.wrt.map((name) => [name, nested(table.get(variableNamed(graph, name)), name)]),
    ),
  };
};

/**
 * Value and gradients of a problem that was read, or why there are none: a value or a derivative is not
 * finite, or this arithmetic lacks a function that the graph needs. `kinks` chooses derivatives where the
 * chain rule leaves a choice; without it they are those that spec/ops.json calls ours.
 *
 * @clause GRAPH-ANY
 */
export const gradientOfGraph = <T>(
  problem: GraphProblem,
  arithmetic: Arithmetic<T>,
  kinks?: GraphKinkChoice,
): GraphAnswer<T> | Refusal => {
  try {
    return solve(problem, arithmetic, kinks);
  } catch (error) {
    if (error instanceof NotComputable) return { refused: error.message };
    throw error;
  }
};
