/** A problem of kind `graph` while a network is written into it. */

import type { GraphNode, NestedNumbers } from '../../model/graph.ts';
import type { Attributes, OperationName } from '../../model/operations.ts';

/** What has been written so far. */
export interface Growing {
  readonly examples: number;
  readonly inputs: Map<string, NestedNumbers>;
  readonly nodes: GraphNode[];
}

/** Adds an input and returns its name. */
export const given = ({ inputs }: Growing, name: string, value: NestedNumbers): string => {
  inputs.set(name, value);
  return name;
};

/** Adds a node and returns its name. */
export const node = (
  { nodes }: Growing,
  name: string,
  op: OperationName,
  args: readonly string[],
  attributes?: Attributes,
): string => {
  nodes.push({ name, op, args, ...(attributes && { attributes }) });
  return name;
};
