/** Symbol-to-symbol as an implementation: the gradient is built as a graph, then evaluated. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { GraphAnswer, GraphProblem } from '../../model/graph.ts';
import { graphOf } from '../build.ts';
import { variableNamed } from '../graph.ts';
import { finite } from '../not-computable.ts';
import { forward } from '../table/forward.ts';
import { entryAt, fromNested, toNested } from '../tensor/tensor.ts';
import { buildGrad, gradientBy } from './build-grad.ts';

/**
 * The answer to a problem that was read, from the graph of its gradients at the given values.
 *
 * Throws `NotComputable` where a value or a derivative is not finite or the arithmetic lacks a function.
 *
 * @clause SYMBOL-EVALUATE
 */
export const gradientBySymbols = <T>(problem: GraphProblem, arithmetic: Arithmetic<T>): GraphAnswer<T> => {
  const graph = graphOf(problem);
  const output = variableNamed(graph, problem.output);
  const targets = problem.wrt.map((name) => variableNamed(graph, name));
  const built = buildGrad(graph, output, targets);
  const given = new Map(
    Object.entries(problem.inputs).map(([name, value]) => [name, fromNested(value, arithmetic.of)]),
  );
  const values = forward(built.graph, arithmetic, given);
  const gradientOf = (name: string) =>
    finite(() => `the gradient by "${name}"`, entryAt(values, gradientBy(built, variableNamed(graph, name))));
  return {
    value: entryAt(entryAt(values, output).entries, 0),
    gradients: Object.fromEntries(problem.wrt.map((name) => [name, toNested(gradientOf(name))])),
  };
};
