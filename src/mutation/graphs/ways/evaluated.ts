/** A problem with the values of a forward pass, and answers from derivatives by variable. */

import type { Arithmetic } from '../../../arithmetic/arithmetic.ts';
import { graphOf } from '../../../graphs/build.ts';
import { type Variable, variableNamed } from '../../../graphs/graph.ts';
import { forward, type Given } from '../../../graphs/table/forward.ts';
import type { Evaluated } from '../../../graphs/table/products.ts';
import { entryAt, fromNested, type Tensor, toNested } from '../../../graphs/tensor/tensor.ts';
import type { GraphAnswer, GraphProblem } from '../../../model/graph.ts';

/** The inputs in the numbers of an arithmetic, by name. */
export const givenBy = <T>({ inputs }: GraphProblem, { of }: Arithmetic<T>): Given<T> =>
  new Map(Object.entries(inputs).map(([name, value]) => [name, fromNested(value, of)]));

/** The graph and its values. */
export const evaluated = <T>(problem: GraphProblem, arithmetic: Arithmetic<T>): Evaluated<T> => {
  const graph = graphOf(problem);
  return { graph, arithmetic, values: forward(graph, arithmetic, givenBy(problem, arithmetic)) };
};

/** The answer whose gradients are these. */
export const answerBy = <T>(
  { output, wrt }: GraphProblem,
  { graph, values }: Evaluated<T>,
  gradientBy: (V: Variable) => Tensor<T>,
): GraphAnswer<T> => ({
  value: entryAt(entryAt(values, variableNamed(graph, output)).entries, 0),
  gradients: Object.fromEntries(wrt.map((name) => [name, toNested(gradientBy(variableNamed(graph, name)))])),
});
