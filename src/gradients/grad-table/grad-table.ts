/** Algorithm 2: the table of the derivatives of one output with respect to all nodes. */

import { forward } from './forward.ts';
import { entryAt, type Graph, type Node, operationAt, slotAt } from './graph.ts';
import { bprop, bpropFirst, bpropSecond } from './operations.ts';

/** The table, and what filling it took. */
export interface GradTable<T> {
  /** d(output)/d(node), by node; 0 for what the output does not depend on. */
  readonly table: readonly T[];
  /** How many edges were visited; an edge is a slot, and each takes one local derivative. */
  readonly edges: number;
}

/**
 * By node: 1 for the output and everything it depends on, else 0.
 *
 * The output counts as its own ancestor. Read strictly, "ancestors of the output" would leave out
 * the node that carries the seed, and every gradient would be 0.
 */
export const ancestorsOf = <T>(graph: Graph<T>, output: Node): Uint8Array => {
  const reached = new Uint8Array(graph.operations.length);
  reached[output] = 1;
  for (let i: number = output; i >= 0; i -= 1) {
    if (reached[i] === 0 || operationAt(graph.operations, i).slots === 0) continue;
    reached[slotAt(graph.first, i)] = 1;
    reached[slotAt(graph.second, i)] = 1;
  }
  return reached;
};

/**
 * Runs forward, seeds the output's entry with 1, and fills the table in reverse order.
 *
 * The sum over the consumers i of node j, of table[i] * du^(i)/du^(j), is collected from the side of
 * the consumers: they all come later in topological order, so in reverse order entry j is complete
 * before it is passed on. Each slot adds its own term; that is how mul(x, x) gets 2x.
 *
 * Source: Srihari, Algorithm 2, with the loop body that is printed after the return put back.
 */
export const fillGradTable = <T>(graph: Graph<T>, output: Node): GradTable<T> => {
  const zero = graph.arithmetic.of(0);
  // A copy filled with zeros: made of zeros alone, it would be an array of small integers first.
  const table = [...forward(graph)].fill(zero);
  const pruned = ancestorsOf(graph, output);
  table[output] = graph.arithmetic.of(1);
  let edges = 0;
  for (let i: number = output; i >= 0; i -= 1) {
    if (pruned[i] === 1) edges += passBack(graph, table, i);
  }
  return { table, edges };
};

/** Adds table[i] times each local derivative to the entry of the node in that slot; counts the slots. */
const passBack = <T>(graph: Graph<T>, table: T[], i: number): number => {
  const { arithmetic, values } = graph;
  const operation = operationAt(graph.operations, i);
  if (operation.slots === 0) return 0;
  const G = entryAt(table, i);
  const first = slotAt(graph.first, i);
  const x = entryAt(values, first);
  if (operation.slots === 1) {
    table[first] = arithmetic.add(
      entryAt(table, first),
      bprop(arithmetic, operation, G, x, entryAt(values, i)),
    );
    return 1;
  }
  const second = slotAt(graph.second, i);
  const y = entryAt(values, second);
  table[first] = arithmetic.add(entryAt(table, first), bpropFirst(arithmetic, operation, G, x, y));
  table[second] = arithmetic.add(entryAt(table, second), bpropSecond(arithmetic, operation, G, x, y));
  return 2;
};
