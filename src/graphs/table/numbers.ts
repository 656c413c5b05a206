/** Symbol-to-number: gradients as tensors, at given values. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { GraphKinkChoice } from '../../model/graph-kinks.ts';
import { operationEntry } from '../../model/operations.ts';
import { type Edge, type Graph, getEntry, getOperation, type Variable } from '../graph.ts';
import { computing, finite } from '../not-computable.ts';
import type { Applied } from '../operations/rule.ts';
import { rules } from '../operations/rules.ts';
import { entryAt, filled, type Tensor, zip } from '../tensor/tensor.ts';
import type { Calculus } from './backpropagate.ts';
import { applicationOf } from './forward.ts';

/** `the derivative of "r" (sqrt) by args[0]`, then indices. */
const derivativeOf = (graph: Graph, { consumer, slot }: Edge): string => {
  const operation = getOperation(graph, consumer)?.name ?? 'given';
  return `the derivative of "${getEntry(graph, consumer).name}" (${operation}) by args[${slot}]`;
};

/** What the bprop of V's operation is applied to, all but its value. `kinks` as for `inNumbers`. */
export const applicationBack = <T>(
  graph: Graph,
  arithmetic: Arithmetic<T>,
  V: Variable,
  valueAt: (V: Variable) => Tensor<T>,
  kinks: GraphKinkChoice = () => undefined,
): Omit<Applied<T>, 'output'> => {
  const operation = getOperation(graph, V);
  const application = applicationOf(graph, arithmetic, V, valueAt);
  if (operation === undefined || operationEntry(operation.name).kink === null) return application;
  const { name } = getEntry(graph, V);
  return { ...application, chosen: (entry: number) => kinks({ node: name, entry }) };
};

/**
 * What goes back through one edge: the operation's bprop at these values. Throws `NotComputable` where it
 * is not finite or the arithmetic does not have it.
 */
export const backThrough = <T>(graph: Graph, edge: Edge, G: Tensor<T>, applied: Applied<T>): Tensor<T> => {
  const operation = getOperation(graph, edge.consumer);
  if (operation === undefined) throw new RangeError(`variable ${edge.consumer} is computed by no operation`);
  const what = () => derivativeOf(graph, edge);
  return finite(
    what,
    computing(what, () => rules[operation.name].vjp(applied, edge.slot, G)),
  );
};

/** What goes back through one edge where values are stored. */
export const backThroughStored = <T>(
  graph: Graph,
  arithmetic: Arithmetic<T>,
  edge: Edge,
  G: Tensor<T>,
  valueAt: (V: Variable) => Tensor<T>,
  kinks?: GraphKinkChoice,
): Tensor<T> => {
  const application = applicationBack(graph, arithmetic, edge.consumer, valueAt, kinks);
  return backThrough(graph, edge, G, { ...application, output: valueAt(edge.consumer) });
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
  bprop: (edge, G) => backThroughStored(graph, arithmetic, edge, G, (V) => entryAt(values, V), kinks),
});
