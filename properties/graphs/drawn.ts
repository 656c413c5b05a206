/** Graphs inside what a subject claims. */

import fc from 'fast-check';
import { float64 } from '../../src/arithmetic/float64.ts';
import { entriesIn } from '../../src/graphs/forward-mode/forward-mode.ts';
import { at, valueAt } from '../../src/model/at.ts';
import type { GraphProblem, NestedNumbers } from '../../src/model/graph.ts';
import { inferShapes } from '../../src/model/graph-shapes.ts';
import { type OperationName, operationEntry, operationNames } from '../../src/model/operations.ts';
import { canAnswer, type Supports } from '../../src/model/supports.ts';
import type { Shape } from '../../src/model/tensor.ts';
import { type GraphOptions, graphProblems } from '../../src/problems/graphs/graphs.ts';

const evaluate = entriesIn(float64);

const entrywise: readonly string[] = ['elementwise', 'smooth', 'choices'];

/** Operations that make a number of numbers. */
const scalar: readonly OperationName[] = operationNames.filter((op) =>
  entrywise.includes(operationEntry(op).family),
);

/** What the graphs hold. */
export interface DrawnOptions extends Partial<Pick<GraphOptions, 'featured' | 'maxNodes' | 'shapes'>> {
  /** Operations that the graphs may have; all that are claimed where it is left out. */
  readonly operations?: readonly OperationName[];
  /** Operations that a property adds to what is drawn. */
  readonly needs?: readonly OperationName[];
}

/** Without sums nothing but numbers leads to a number. */
const within = (
  ops: readonly OperationName[],
  { operations = ops, shapes }: DrawnOptions,
): Pick<GraphOptions, 'operations' | 'shapes'> => {
  const claimed = operations.filter((op) => ops.includes(op));
  return ops.includes('sum')
    ? { operations: claimed, ...(shapes && { shapes }) }
    : { operations: claimed.filter((op) => scalar.includes(op)), shapes: [[]] };
};

/** 1, -2, 3, -4, ...: no two alike, so that what comes back says where it was. */
const weightsOf = (shape: Shape): NestedNumbers => {
  let last = 0;
  const next = (): number => {
    last = last > 0 ? -last - 1 : 1 - last;
    return last;
  };
  const fill = ([size, ...inner]: Shape): NestedNumbers =>
    size === undefined ? next() : Array.from({ length: size }, () => fill(inner));
  return fill(shape);
};

/** A graph that ends in a plain sum of several numbers, with a weight for each: of softmax the sum is always 1. */
const weighted = (problem: GraphProblem): GraphProblem => {
  const last = problem.nodes.at(-1);
  if (last?.op !== 'sum' || last.attributes !== undefined) return problem;
  const summed = at(last.args, 0);
  const shape = valueAt(inferShapes(problem).shapes, summed);
  if (shape.length === 0) return problem;
  return {
    ...problem,
    inputs: { ...problem.inputs, w: weightsOf(shape) },
    nodes: [
      ...problem.nodes.slice(0, -1),
      { name: 'weighted', op: 'mul', args: [summed, 'w'] },
      { ...last, args: ['weighted'] },
    ],
    wrt: [...problem.wrt, 'w'],
  };
};

/** Graphs of the operations that are claimed; null where there are none, or one that is needed is not. */
export const drawnGraphs = (
  { kinds, ops, ...supports }: Supports,
  options: DrawnOptions = {},
): fc.Arbitrary<GraphProblem> | null => {
  const { needs = [], featured, maxNodes = 5 } = options;
  const drawn = within(ops, options);
  const wanted = featured === undefined ? needs : [...needs, featured];
  if (!kinds.includes('graph') || drawn.operations.length === 0) return null;
  if (!wanted.every((op) => ops.includes(op))) return null;
  if (featured !== undefined && !drawn.operations.includes(featured)) return null;
  const graphs = graphProblems({ ...drawn, evaluate, maxNodes, ...(featured && { featured }) });
  const isWeighted = ops.includes('mul') ? fc.constantFrom(false, true, true, true) : fc.constant(false);
  return fc
    .tuple(graphs, isWeighted)
    .map(([problem, withWeights]) => (withWeights ? weighted(problem) : problem))
    .filter((problem) => canAnswer({ kinds, ops, ...supports }, problem));
};
