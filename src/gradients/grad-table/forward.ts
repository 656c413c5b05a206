/** Algorithm 1: the values of all nodes, in the order in which the nodes were made. */

import { entryAt, type Graph, type Node, operationAt, slotAt } from './graph.ts';
import { binaryValue, unaryValue } from './operations.ts';

/** u^(i) = f^(i)(A^(i)), where A^(i) are the values in the slots of node i. */
const evaluate = <T>(graph: Graph<T>, i: number): T => {
  const { arithmetic, values } = graph;
  const operation = operationAt(graph.operations, i);
  const first = slotAt(graph.first, i);
  if (operation.slots === 0) return entryAt(graph.leaves, first);
  const x = entryAt(values, first);
  if (operation.slots === 1) return unaryValue(arithmetic, operation, x);
  return binaryValue(arithmetic, operation, x, entryAt(values, slotAt(graph.second, i)));
};

/**
 * Computes what has no value yet and returns the values of all nodes, by node; each is computed
 * once, however often this runs while the graph grows.
 *
 * Source: Srihari, Algorithm 1: for each node in order, gather the arguments, apply the operation.
 */
export const forward = <T>(graph: Graph<T>): readonly T[] => {
  const { operations, values } = graph;
  for (let i = values.length; i < operations.length; i += 1) values.push(evaluate(graph, i));
  return values;
};

/** The value of one node, running Algorithm 1 first where it has not come that far. */
export const currentValue = <T>(graph: Graph<T>, node: Node): T =>
  entryAt(node < graph.values.length ? graph.values : forward(graph), node);
