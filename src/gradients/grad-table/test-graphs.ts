/** Exact arithmetic, and derivatives by the table. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { fillGradTable } from './grad-table.ts';
import { entryAt, type Graph, type Node, operationAt, slotAt } from './graph.ts';

/** In the place of an operation that integers do not have. Throws. */
export const missing = (): never => {
  throw new Error('the integers have no such operation');
};

/** Exact integers, so that sums over paths may be compared without a tolerance. */
export const integers: Arithmetic<bigint> = {
  name: 'integers',
  of: (double) => BigInt(double),
  toNumber: Number,
  add: (left, right) => left + right,
  sub: (left, right) => left - right,
  mul: (left, right) => left * right,
  neg: (value) => -value,
  compare: (left, right) => (left < right ? -1 : Number(left > right)),
  div: missing,
  exp: missing,
  expm1: missing,
  log: missing,
  sqrt: missing,
  tanh: missing,
};

/** d(output)/d(node) for each node, and how many edges that took. */
export const derivatives = <T>(graph: Graph<T>, output: Node, ...wanted: readonly Node[]) => {
  const { table, edges } = fillGradTable(graph, output);
  return { gradients: wanted.map((node) => entryAt(table, node)), edges };
};

/** The nodes that fill the slots of a node, in order. */
export const slotsOf = <T>(graph: Graph<T>, i: number): readonly number[] =>
  [slotAt(graph.first, i), slotAt(graph.second, i)].slice(0, operationAt(graph.operations, i).slots);
