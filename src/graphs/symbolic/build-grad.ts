/**
 * Symbol-to-symbol: gradients as variables of the graph itself, which then can be evaluated at any values
 * and differentiated again.
 *
 * @clause SYMBOL-GRAPH
 */

import { type GrowingGraph, grow } from '../build.ts';
import { type Graph, getEntry, getInputs, getOperation, type Variable } from '../graph.ts';
import { backpropagate, type Calculus } from '../table/backpropagate.ts';
import { demandScalar } from '../table/numbers.ts';
import type { Observer } from '../table/observer.ts';
import { entryAt } from '../tensor/tensor.ts';
import { symbolicRules } from './rules.ts';
import { type Symbols, shapeOf, symbolsIn, uniform, uniformEntry, write } from './symbols.ts';

/** A graph that contains its gradients. */
export interface GradientGraph {
  /** The graph that was differentiated, its variables in their places, and what the gradients need. */
  readonly graph: GrowingGraph;
  /** d(output)/dV as a variable, by V: of everything between the targets and the output. */
  readonly gradients: ReadonlyMap<Variable, Variable>;
}

/** Gradients as variables. */
const inSymbols = (symbols: Symbols): Calculus<Variable> => {
  const { graph } = symbols;
  return {
    seed: (z) => {
      demandScalar(graph, z);
      return uniform(symbols, [], 1);
    },
    zero: (V) => uniform(symbols, getEntry(graph, V).shape, 0),
    add: (left, right) => write(symbols, 'add', [left, right]),
    bprop: ({ consumer, slot }, G) => {
      const operation = getOperation(graph, consumer);
      if (operation === undefined) throw new RangeError(`variable ${consumer} is computed by no operation`);
      const inputs = getInputs(graph, consumer);
      // Nothing comes of nothing, and no expression is left behind that nobody needs.
      if (uniformEntry(symbols, G) === 0) return uniform(symbols, shapeOf(symbols, entryAt(inputs, slot)), 0);
      const { attributes } = operation;
      return symbolicRules[operation.name]({ symbols, inputs, output: consumer, attributes, G }, slot);
    },
  };
};

/**
 * Algorithms 5 and 6 in symbols: the gradient and the operations that create it are inserted into (a copy
 * of) the graph (erratum B3-62), without any values. Throws unless the output is a scalar.
 */
export const buildGrad = (
  graph: Graph,
  output: Variable,
  targets: readonly Variable[],
  observer: Observer = {},
): GradientGraph => {
  const growing = grow(graph);
  const calculus = inSymbols(symbolsIn(growing));
  return { graph: growing, gradients: backpropagate(graph, output, targets, calculus, observer) };
};

/** The gradient with respect to one target; throws where it was not among them. */
export const gradientBy = ({ gradients }: GradientGraph, target: Variable): Variable => {
  const gradient = gradients.get(target);
  if (gradient === undefined) throw new RangeError(`expected a target, got variable ${target}`);
  return gradient;
};
