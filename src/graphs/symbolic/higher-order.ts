/**
 * Derivatives of derivatives, by differentiating graphs of gradients again.
 *
 * @clause SYMBOL-HIGHER
 */

import { given } from '../build.ts';
import { type Graph, getEntry, type Variable } from '../graph.ts';
import { buildGrad, type GradientGraph, gradientBy } from './build-grad.ts';
import { symbolsIn, write } from './symbols.ts';

/** A graph and the variable of it that was asked for. */
export interface Derived {
  readonly graph: GradientGraph['graph'];
  readonly result: Variable;
}

/** d^n(output)/dx^n of a scalar by a scalar, for n >= 1. */
export const nthDerivative = (graph: Graph, output: Variable, x: Variable, n: number): Derived => {
  const built = buildGrad(graph, output, [x]);
  const result = gradientBy(built, x);
  return n === 1 ? { graph: built.graph, result } : nthDerivative(built.graph, result, x, n - 1);
};

/**
 * H v, in the shape of x, where H is the matrix of second derivatives by x and v a variable named
 * `direction`, in the shape of x, that is given at evaluation: the gradient of <dz/dx, v>, without H.
 */
export const hessianVectorProduct = (
  graph: Graph,
  output: Variable,
  x: Variable,
  direction: string,
): Derived => {
  const first = buildGrad(graph, output, [x]);
  const v = given(first.graph, direction, getEntry(graph, x).shape);
  const symbols = symbolsIn(first.graph);
  const along = write(symbols, 'sum', [write(symbols, 'mul', [gradientBy(first, x), v])]);
  const second = buildGrad(first.graph, along, [x]);
  return { graph: second.graph, result: gradientBy(second, x) };
};
