/** Symbol-to-number: gradients as tensors, at given values. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { GraphKinkChoice } from '../../model/graph-kinks.ts';
import { operationEntry } from '../../model/operations.ts';
import { type Edge, type Graph, getEntry, getOperation, type Variable } from '../graph.ts';
import { computing, finite } from '../not-computable.ts';
import { rules } from '../operations/rules.ts';
import { entryAt, filled, type Tensor, zip } from '../tensor/tensor.ts';
import type { Calculus } from './backpropagate.ts';
import { applicationOf } from './forward.ts';

/** `the derivative of "r" (sqrt) by args[0]`, then indices. */
const derivativeOf = (graph: Graph, { consumer, slot }: Edge): string => {
  const operation = getOperation(graph, consumer)?.name ?? 'given';
  return `the derivative of "${getEntry(graph, consumer).name}" (${operation}) by args[${slot}]`;
};

/**
 * What goes back through one edge: the operation's bprop at these values. Throws `NotComputable` where it
 * is not finite or the arithmetic does not have it.
 */
export const backThrough = <T>(
  graph: Graph,
  arithmetic: Arithmetic<T>,
  edge: Edge,
  G: Tensor<T>,
  valueAt: (V: Variable) => Tensor<T>,
  kinks: GraphKinkChoice = () => undefined,
): Tensor<T> => {
  const operation = getOperation(graph, edge.consumer);
  if (operation === undefined) throw new RangeError(`variable ${edge.consumer} is computed by no operation`);
  const application = applicationOf(graph, arithmetic, edge.consumer, valueAt);
  const { name } = getEntry(graph, edge.consumer);
  const isKinked = operationEntry(operation.name).kink !== null;
  const applied = {
    ...application,
    ...(isKinked ? { chosen: (entry: number) => kinks({ node: name, entry }) } : {}),
    // Asked for only by the rules that use it, so that a strategy without a store need not compute it.
    get output() {
      return valueAt(edge.consumer);
    },
  };
  const what = () => derivativeOf(graph, edge);
  return finite(
    what,
    computing(what, () => rules[operation.name].vjp(applied, edge.slot, G)),
  );
};

/** Refuses to differentiate what is not one number. */
export const demandScalar = (graph: Graph, z: Variable): void => {
  const { name, shape } = getEntry(graph, z);
  if (shape.length > 0) throw new RangeError(`output: expected a scalar, got "${name}" of shape [${shape}]`);
};

/**
 * Gradients in the numbers of this arithmetic, at the values of a forward pass. `kinks` chooses derivatives
 * where the chain rule leaves a choice.
 */
export const inNumbers = <T>(
  graph: Graph,
  arithmetic: Arithmetic<T>,
  values: readonly Tensor<T>[],
  kinks?: GraphKinkChoice,
): Calculus<Tensor<T>> => ({
  seed: (z) => {
    demandScalar(graph, z);
    return filled([], arithmetic.of(1));
  },
  zero: (V) => filled(getEntry(graph, V).shape, arithmetic.of(0)),
  add: (left, right) => zip(left, right, arithmetic.add),
  bprop: (edge, G) => backThrough(graph, arithmetic, edge, G, (V) => entryAt(values, V), kinks),
});
