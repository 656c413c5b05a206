/** The question as a computational graph: a problem of kind `graph` (protocol, section 2). */

import type { Attributes, OperationName } from './operations.ts';

/** One number, or lists of equal length and nesting, none of them empty; axes from the outside. */
export type NestedNumbers<T = number> = T | readonly NestedNumbers<T>[];

/** A variable and the operation that computes it from inputs and earlier nodes. */
export interface GraphNode {
  /** A letter, then letters, digits and underscores: 64 characters at most. */
  readonly name: string;
  readonly op: OperationName;
  /** What fills the slots, in order; the same name may fill several. */
  readonly args: readonly string[];
  /** Absent where the operation takes none. */
  readonly attributes?: Attributes;
}

/** One fully specified question: the gradient of `output` with respect to the variables in `wrt`. */
export interface GraphProblem {
  readonly kind: 'graph';
  /** A label for people; never echoed by a subject. */
  readonly id?: string;
  /** Variables that are given, by name. */
  readonly inputs: Readonly<Record<string, NestedNumbers>>;
  /** In topological order. */
  readonly nodes: readonly GraphNode[];
  /** The name of a scalar. */
  readonly output: string;
  /** Names of inputs or nodes, each once. */
  readonly wrt: readonly string[];
}

/** The reply to a problem of kind `graph`. */
export interface GraphAnswer<T = number> {
  /** The value of the output. */
  readonly value: T;
  /** By name in `wrt`, in the shape of that variable; zeros where the output does not depend on it. */
  readonly gradients: Readonly<Record<string, NestedNumbers<T>>>;
}
