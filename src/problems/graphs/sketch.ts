/** A graph while it grows: its variables with their values, in the order in which they came to be. */

import type { GraphNode, NestedNumbers } from '../../model/graph.ts';
import { sizeOf } from '../../model/shape-rules/shape-rule.ts';
import type { Shape } from '../../model/tensor.ts';

/** An input or a node, with what is known of its value. */
export interface Variable {
  readonly name: string;
  readonly shape: Shape;
  /** In row-major order. */
  readonly entries: readonly number[];
}

/** A graph while it is drawn. */
export interface Sketch {
  readonly variables: readonly Variable[];
  readonly inputs: Readonly<Record<string, NestedNumbers>>;
  readonly nodes: readonly GraphNode[];
}

/** No variable yet. */
export const empty: Sketch = { variables: [], inputs: {}, nodes: [] };

const nested = (shape: Shape, entries: readonly number[]): NestedNumbers => {
  const [size, ...inner] = shape;
  if (size === undefined) return entries[0] as number;
  const stride = sizeOf(inner);
  return Array.from({ length: size }, (_, index) =>
    nested(inner, entries.slice(index * stride, (index + 1) * stride)),
  );
};

const inputName = (sketch: Sketch): string => `x${Object.keys(sketch.inputs).length}`;

/** Adds an input of this shape, its entries taken from `numbers` in turn. */
export const withInput = (sketch: Sketch, shape: Shape, numbers: readonly number[]): Sketch => {
  const name = inputName(sketch);
  const entries = Array.from(
    { length: sizeOf(shape) },
    (_, place) => numbers[place % numbers.length] as number,
  );
  return {
    ...sketch,
    variables: [...sketch.variables, { name, shape, entries }],
    inputs: { ...sketch.inputs, [name]: nested(shape, entries) },
  };
};

/** Adds a node with its value. */
export const withNode = (
  sketch: Sketch,
  node: Omit<GraphNode, 'name'>,
  value: Omit<Variable, 'name'>,
): Sketch => {
  const name = `n${sketch.nodes.length}`;
  return {
    ...sketch,
    variables: [...sketch.variables, { name, ...value }],
    nodes: [...sketch.nodes, { name, ...node }],
  };
};

/** The latest variable; a sketch that has grown at all has one. */
export const latest = ({ variables }: Sketch): Variable => {
  const last = variables.at(-1);
  if (last === undefined) throw new RangeError('sketch: expected a variable, got none');
  return last;
};
