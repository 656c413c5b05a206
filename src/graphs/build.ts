/** Building graphs: variable by variable, or from a problem. */

import { valueAt } from '../model/at.ts';
import type { GraphProblem } from '../model/graph.ts';
import { inferShapes } from '../model/graph-shapes.ts';
import type { AnyOperationName, Attributes } from '../model/operations.ts';
import { isMisfit, sizeOf } from '../model/shape-rules/shape-rule.ts';
import { shapeRules } from '../model/shape-rules/shape-rules.ts';
import type { Shape } from '../model/tensor.ts';
import {
  type Edge,
  type Graph,
  getEntry,
  type Origin,
  type Variable,
  type VariableEntry,
  variableNamed,
} from './graph.ts';

/** A graph that grows; what it has never changes, so variables keep their places. */
export interface GrowingGraph extends Graph {
  readonly variables: VariableEntry[];
  readonly consumers: Edge[][];
  readonly names: Map<string, Variable>;
}

/** A graph without variables. */
export const emptyGraph = (): GrowingGraph => ({ variables: [], consumers: [], names: new Map() });

/** A copy that can grow; variables keep their places. */
export const grow = ({ variables, consumers, names }: Graph): GrowingGraph => ({
  variables: [...variables],
  consumers: consumers.map((edges) => [...edges]),
  names: new Map(names),
});

const append = (graph: GrowingGraph, name: string, shape: Shape, origin: Origin): Variable => {
  if (graph.names.has(name)) throw new RangeError(`expected a name of its own, got "${name}" again`);
  const V = graph.variables.length as Variable;
  graph.names.set(name, V);
  graph.variables.push({ name, shape, origin });
  graph.consumers.push([]);
  return V;
};

/** A name that no variable has: the stem and the next number. */
const freeName = (graph: GrowingGraph, stem: string): string => {
  let number = graph.variables.length;
  while (graph.names.has(`${stem}${number}`)) number += 1;
  return `${stem}${number}`;
};

/** Appends a variable whose value is given at every evaluation. */
export const given = (graph: GrowingGraph, name: string, shape: Shape): Variable =>
  append(graph, name, shape, { kind: 'given' });

/** Appends a variable with these entries in row-major order. */
export const constant = (graph: GrowingGraph, shape: Shape, entries: readonly number[]): Variable => {
  if (entries.length !== sizeOf(shape))
    throw new RangeError(`expected ${sizeOf(shape)} entries, got ${entries.length}`);
  return append(graph, freeName(graph, 'c'), shape, { kind: 'constant', entries });
};

/** Appends the result of an operation; throws where the arguments do not fit. */
export const apply = (
  graph: GrowingGraph,
  name: AnyOperationName,
  inputs: readonly Variable[],
  attributes: Attributes = {},
  resultName = freeName(graph, 't'),
): Variable => {
  const shapes = inputs.map((V) => getEntry(graph, V).shape);
  const shape = shapeRules[name](shapes, attributes);
  if (isMisfit(shape))
    throw new RangeError(`${name}: ${shape.at.join('.')}: expected ${shape.expected}, got ${shape.got}`);
  const origin = { kind: 'result', operation: { name, attributes }, inputs } as const;
  const consumer = append(graph, resultName, shape, origin);
  for (const [slot, V] of inputs.entries()) graph.consumers[V]?.push({ consumer, slot });
  return consumer;
};

/** The graph of a problem that was read: its inputs in their order, then its nodes; no values. */
export const graphOf = (problem: GraphProblem): GrowingGraph => {
  const graph = emptyGraph();
  const { shapes } = inferShapes(problem);
  for (const name of Object.keys(problem.inputs)) given(graph, name, valueAt(shapes, name));
  for (const { name, op, args, attributes } of problem.nodes) {
    const inputs = args.map((argument) => variableNamed(graph, argument));
    apply(graph, op, inputs, attributes, name);
  }
  return graph;
};
