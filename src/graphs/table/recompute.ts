/** Backpropagation that stores no values: each is computed from the given ones whenever it is needed. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Graph, Variable } from '../graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { Calculus } from './backpropagate.ts';
import { evaluate, type Given } from './forward.ts';
import { applicationBack, backThrough, inNumbers } from './numbers.ts';
import type { Observer } from './observer.ts';

/**
 * The same gradients as `inNumbers`, in little memory and more time. For f(f(...f(w))) with n calls of f,
 * the factors f'(...) take n(n-1)/2 values of f; stored, n-1 (the last call gives z, which no factor needs).
 *
 * Storing is the choice where memory allows, recomputing where it does not (erratum B3-24). On a graph
 * with branches the time is exponential.
 *
 * @clause TABLE-MEMORY
 */
export const recomputing = <T>(
  graph: Graph,
  arithmetic: Arithmetic<T>,
  given: Given<T>,
  observer: Observer = {},
): Calculus<Tensor<T>> => {
  const valueAt = (V: Variable): Tensor<T> => {
    observer.evaluated?.(V);
    return evaluate(graph, arithmetic, V, given, valueAt);
  };
  return {
    ...inNumbers(graph, arithmetic, []),
    bprop: (edge, G) =>
      backThrough(graph, edge, G, {
        ...applicationBack(graph, arithmetic, edge.consumer, valueAt),
        // Asked for only by the rules that use it: without a store it has to be computed.
        get output() {
          return valueAt(edge.consumer);
        },
      }),
  };
};
