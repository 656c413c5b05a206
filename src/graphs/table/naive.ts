/** The chain rule without a table, to measure what the table saves. Never used for an answer. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Graph, Variable } from '../graph.ts';
import { type Tensor, zip } from '../tensor/tensor.ts';
import { inNumbers } from './numbers.ts';
import type { Observer } from './observer.ts';
import { ancestorsOf, consumersWithin } from './prune.ts';

/**
 * d(output)/dV, asking for the gradient of each consumer again at every one of its edges: as many questions
 * as there are paths and beginnings of paths, 2^(n+1) - 1 for n squarings in a row, where the table visits
 * 2n edges. The exponential growth needs branches; a chain alone has one path (erratum B3-25).
 *
 * @clause TABLE-COST
 */
export const naiveGradient = <T>(
  graph: Graph,
  arithmetic: Arithmetic<T>,
  values: readonly Tensor<T>[],
  output: Variable,
  observer: Observer = {},
): ((V: Variable) => Tensor<T>) => {
  const ancestors = ancestorsOf(graph, output);
  const calculus = inNumbers(graph, arithmetic, values);
  const gradientBy = (V: Variable): Tensor<T> => {
    observer.asked?.(V);
    if (V === output) return calculus.seed(V);
    return consumersWithin(graph, ancestors, V)
      .map((edge) => calculus.bprop(edge, gradientBy(edge.consumer)))
      .reduce((sum, part) => zip(sum, part, arithmetic.add), calculus.zero(V));
  };
  return gradientBy;
};
