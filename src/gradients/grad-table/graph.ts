/**
 * A computational graph of scalars.
 *
 * Variables are nodes, the operation stands at the node, and its inputs are *ordered slots*, not a
 * set: a - b needs the order, and mul(x, x) has two slots although it has one parent. (Srihari
 * prints "the set of parents"; as a set it would lose both.)
 */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { BinaryOperation, UnaryOperation } from './operations.ts';

/** The i of u^(i), counted from 0. Marked, so that no plain number passes for a node. */
export type Node = number & { readonly isNode: true };

/** The operation of a node that starts with a given value. */
export interface LeafOperation {
  readonly slots: 0;
  readonly name: 'leaf';
}

/** What a node may be. */
export type Operation = LeafOperation | UnaryOperation | BinaryOperation;

/** One column per property of a node: far fewer objects, and so far less garbage collection. */
export interface Graph<T> {
  readonly arithmetic: Arithmetic<T>;
  /** By node, in topological order: every slot is filled by an earlier node. */
  readonly operations: Operation[];
  /** By node: what fills the first slot; of a leaf, its place in `leaves`. */
  readonly first: number[];
  /** By node: what fills the second slot; where there is none, the same as `first`. */
  readonly second: number[];
  /** The values that leaves start with. */
  readonly leaves: T[];
  /** By node: the values of the first nodes, as far as `forward` has run. */
  readonly values: T[];
}

/** A graph without nodes. */
export const emptyGraph = <T>(arithmetic: Arithmetic<T>): Graph<T> => ({
  arithmetic,
  operations: [],
  first: [],
  second: [],
  leaves: [],
  values: [],
});

const appended = <T>(graph: Graph<T>, operation: Operation, first: number, second: number): Node => {
  graph.first.push(first);
  graph.second.push(second);
  return (graph.operations.push(operation) - 1) as Node;
};

const LEAF: LeafOperation = { slots: 0, name: 'leaf' };

/** Appends a node that starts with this value: a parameter, an input component or a constant. */
export const leaf = <T>(graph: Graph<T>, value: T): Node => {
  const place = graph.leaves.push(value) - 1;
  return appended(graph, LEAF, place, place);
};

/** Appends a node that starts with exactly this double. */
export const constant = <T>(graph: Graph<T>, double: number): Node =>
  leaf(graph, graph.arithmetic.of(double));

/** Appends operation(x). */
export const unary = <T>(graph: Graph<T>, operation: UnaryOperation, x: Node): Node =>
  appended(graph, operation, x, x);

/** Appends operation(x, y). */
export const binary = <T>(graph: Graph<T>, operation: BinaryOperation, x: Node, y: Node): Node =>
  appended(graph, operation, x, y);

const missing = (index: number): never => {
  throw new RangeError(`[${index}]: expected an entry, got none`);
};

// Accessors alike: with one for all, the engine would no longer know which columns hold doubles.

/** The value or table entry at an index; throws where there is none. */
export const entryAt = <T>(entries: readonly T[], index: number): T => {
  const entry = entries[index];
  return entry === undefined ? missing(index) : entry;
};

/** What fills a slot of a node; throws where there is no such node. */
export const slotAt = (slots: readonly number[], index: number): number => {
  const slot = slots[index];
  return slot === undefined ? missing(index) : slot;
};

/** The operation of a node; throws where there is no such node. */
export const operationAt = (operations: readonly Operation[], index: number): Operation => {
  const operation = operations[index];
  return operation === undefined ? missing(index) : operation;
};

/** A node in a list of nodes; throws where there is none. */
export const nodeAt = (nodes: readonly Node[], index: number): Node => {
  const node = nodes[index];
  return node === undefined ? missing(index) : node;
};
