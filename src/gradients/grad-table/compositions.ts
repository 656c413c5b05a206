/** Functions composed from primitive operations; none of them has a derivative of its own. */

import { currentValue } from './forward.ts';
import { binary, constant, type Graph, type Node, unary } from './graph.ts';
import { add, exp, expm1, mul, neg, reciprocal } from './operations.ts';

/** The sum from left to right; 0 for an empty list. */
export const sum = <T>(graph: Graph<T>, terms: readonly Node[]): Node =>
  terms.length === 0
    ? constant(graph, 0)
    : terms.reduce((partial, term) => binary(graph, add, partial, term));

/** x * x: one node in two slots. */
export const square = <T>(graph: Graph<T>, x: Node): Node => binary(graph, mul, x, x);

/** factor * x, with a factor that is exactly this double. */
export const multiple = <T>(graph: Graph<T>, factor: number, x: Node): Node =>
  binary(graph, mul, constant(graph, factor), x);

/** x + term, with a term that is exactly this double. */
export const plus = <T>(graph: Graph<T>, x: Node, term: number): Node =>
  binary(graph, add, x, constant(graph, term));

/** How the value of a node stands to 0: negative, zero or positive, NaN when not comparable. */
export const signOf = <T>(graph: Graph<T>, x: Node): number =>
  graph.arithmetic.compare(currentValue(graph, x), graph.arithmetic.of(0));

/**
 * 1 / (1 + e^-z), or the equal e^z / (1 + e^z) for negative z: e^|z|, which can overflow, is never
 * taken, and neither form subtracts.
 */
export const sigmoid = <T>(graph: Graph<T>, z: Node): Node => {
  if (signOf(graph, z) >= 0) {
    return unary(graph, reciprocal, plus(graph, unary(graph, exp, unary(graph, neg, z)), 1));
  }
  const power = unary(graph, exp, z);
  return binary(graph, mul, power, unary(graph, reciprocal, plus(graph, power, 1)));
};

/**
 * m / (m + 2) with m = e^2z - 1, and for z >= 0 the opposite of that at -z: m stays in (-1, 0], so
 * that nothing overflows and nothing cancels, in the value or in its derivative.
 */
export const tanh = <T>(graph: Graph<T>, z: Node): Node => {
  if (signOf(graph, z) >= 0) return unary(graph, neg, tanhOfNegative(graph, unary(graph, neg, z)));
  return tanhOfNegative(graph, z);
};

const tanhOfNegative = <T>(graph: Graph<T>, z: Node): Node => {
  const m = unary(graph, expm1, binary(graph, add, z, z));
  return binary(graph, mul, m, unary(graph, reciprocal, plus(graph, m, 2)));
};
