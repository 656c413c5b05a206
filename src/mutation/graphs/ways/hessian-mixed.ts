/** Second and third derivatives by the grad table in dual numbers: forward over reverse. */

import type { Arithmetic } from '../../../arithmetic/arithmetic.ts';
import { graphOf } from '../../../graphs/build.ts';
import { dualArithmetic } from '../../../graphs/forward-mode/dual.ts';
import { variableNamed } from '../../../graphs/graph.ts';
import { backpropagate } from '../../../graphs/table/backpropagate.ts';
import { forward, type Given } from '../../../graphs/table/forward.ts';
import { inNumbers } from '../../../graphs/table/numbers.ts';
import { entryAt, type Tensor } from '../../../graphs/tensor/tensor.ts';
import type { GraphAnswer, GraphProblem } from '../../../model/graph.ts';
import { directionOf, higherAnswer } from './directions.ts';
import { givenBy } from './evaluated.ts';

/** The gradient by one input, where its entries are numbers that carry their own change. */
const gradientWhere = <N>(
  problem: GraphProblem,
  arithmetic: Arithmetic<N>,
  input: string,
  moving: (entry: N, place: number) => N,
): readonly N[] => {
  const graph = graphOf(problem);
  const moved = ([name, { shape, entries }]: [string, Tensor<N>]): [string, Tensor<N>] => [
    name,
    { shape, entries: name === input ? entries.map(moving) : entries },
  ];
  const given: Given<N> = new Map([...givenBy(problem, arithmetic)].map(moved));
  const calculus = inNumbers(graph, arithmetic, forward(graph, arithmetic, given));
  const x = variableNamed(graph, input);
  const table = backpropagate(graph, variableNamed(graph, problem.output), [x], calculus);
  return table.get(x)?.entries ?? [];
};

/** What `higherAnswer` says, with the table in dual numbers. */
export const higherMixed = <T>(problem: GraphProblem, base: Arithmetic<T>): GraphAnswer<T> => {
  const { of } = base;
  const once = dualArithmetic(base);
  const inputs = givenBy(problem, base);
  return higherAnswer(problem, of(0), (name) => {
    const { shape, entries } = inputs.get(name) ?? { shape: [], entries: [] };
    const v = directionOf(entries.length);
    const second = gradientWhere(problem, once, name, ({ value }, place) => ({
      value,
      tangent: of(entryAt(v, place)),
    })).map(({ tangent }) => tangent);
    if (shape.length > 0) return second;
    const third = gradientWhere(problem, dualArithmetic(once), name, ({ value }) => ({
      value: { value: value.value, tangent: of(1) },
      tangent: once.of(1),
    }));
    return [...second, ...third.map(({ tangent }) => tangent.tangent)];
  });
};
