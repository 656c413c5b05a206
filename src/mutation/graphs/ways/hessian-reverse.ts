/** Second and third derivatives by differentiating graphs of gradients again. */

import type { Arithmetic } from '../../../arithmetic/arithmetic.ts';
import { graphOf } from '../../../graphs/build.ts';
import { getEntry, variableNamed } from '../../../graphs/graph.ts';
import { type Derived, hessianVectorProduct, nthDerivative } from '../../../graphs/symbolic/higher-order.ts';
import { forward } from '../../../graphs/table/forward.ts';
import { entryAt, filled } from '../../../graphs/tensor/tensor.ts';
import type { GraphAnswer, GraphProblem } from '../../../model/graph.ts';
import { directionOf, higherAnswer } from './directions.ts';
import { givenBy } from './evaluated.ts';

const along = 'direction';

/** What `higherAnswer` says, from graphs of gradients. */
export const higherBySymbols = <T>(problem: GraphProblem, arithmetic: Arithmetic<T>): GraphAnswer<T> => {
  const { of } = arithmetic;
  const graph = graphOf(problem);
  const output = variableNamed(graph, problem.output);
  const entriesOf = ({ graph: derived, result }: Derived, v: readonly T[], name: string): readonly T[] => {
    const { shape } = getEntry(graph, variableNamed(graph, name));
    const given = new Map([...givenBy(problem, arithmetic), [along, { shape, entries: v }]]);
    return entryAt(forward(derived, arithmetic, given), result).entries;
  };
  return higherAnswer(problem, of(0), (name) => {
    const x = variableNamed(graph, name);
    const { shape } = getEntry(graph, x);
    const v = directionOf(filled(shape, 0).entries.length).map(of);
    const second = entriesOf(hessianVectorProduct(graph, output, x, along), v, name);
    if (shape.length > 0) return second;
    return [...second, ...entriesOf(nthDerivative(graph, output, x, 3), v, name)];
  });
};
