/**
 * A computational graph: variables of any shape, each given, constant or computed by one operation.
 *
 * Variables are the nodes and the operation stands at its result (errata B3-15, BX-13); the inputs of an
 * operation are ordered slots, not a set (B3-28); a consumer is a variable together with the slot that is
 * filled (B3-55), so that mul(x, x) has two edges from x.
 *
 * @clause GRAPH-NODES
 * @clause GRAPH-SLOTS
 */

import type { AnyOperationName, Attributes } from '../model/operations.ts';
import type { Shape } from '../model/tensor.ts';

/** A place in topological order, from 0: every input of a variable comes before it. */
export type Variable = number & { readonly isVariable: true };

/** An operation with everything about it that is no variable. */
export interface Operation {
  readonly name: AnyOperationName;
  readonly attributes: Attributes;
}

/** The use of a variable: by which other, in which of its slots. */
export interface Edge {
  readonly consumer: Variable;
  /** From 0. */
  readonly slot: number;
}

/** Where the value of a variable comes from. */
export type Origin =
  | { readonly kind: 'given' }
  /** The same at every evaluation; entries in row-major order. */
  | { readonly kind: 'constant'; readonly entries: readonly number[] }
  | { readonly kind: 'result'; readonly operation: Operation; readonly inputs: readonly Variable[] };

/** What a graph knows of one variable. */
export interface VariableEntry {
  readonly name: string;
  readonly shape: Shape;
  readonly origin: Origin;
}

/** Everything by variable. It holds no values but constants. */
export interface Graph {
  readonly variables: readonly VariableEntry[];
  /** The inverse of the inputs, in the order of the consumers and their slots. */
  readonly consumers: readonly (readonly Edge[])[];
  /** Variables by name. */
  readonly names: ReadonlyMap<string, Variable>;
}

/** Name, shape and origin of a variable. */
export const getEntry = ({ variables }: Graph, V: Variable): VariableEntry => {
  const entry = variables[V];
  if (entry === undefined) throw new RangeError(`variable ${V} of ${variables.length}`);
  return entry;
};

/**
 * The operation that computes V; undefined where V is given or constant.
 *
 * @clause GRAPH-ACCESSORS
 */
export const getOperation = (graph: Graph, V: Variable): Operation | undefined => {
  const { origin } = getEntry(graph, V);
  return origin.kind === 'result' ? origin.operation : undefined;
};

/** What fills the slots of the operation that computes V, in order; the same variable may fill several. */
export const getInputs = (graph: Graph, V: Variable): readonly Variable[] => {
  const { origin } = getEntry(graph, V);
  return origin.kind === 'result' ? origin.inputs : [];
};

/** The slots that V fills (the text prints get_consumers and get-customers: erratum B3-49). */
export const getConsumers = ({ consumers }: Graph, V: Variable): readonly Edge[] => consumers[V] ?? [];

/** Every variable in topological order. */
export const variablesOf = ({ variables }: Graph): readonly Variable[] =>
  variables.map((_, V) => V as Variable);

/** The variable of this name; throws where there is none. */
export const variableNamed = ({ names }: Graph, name: string): Variable => {
  const V = names.get(name);
  if (V === undefined) throw new RangeError(`expected the name of a variable, got "${name}"`);
  return V;
};
