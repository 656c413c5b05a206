/** Graphs that tell the known mistakes apart. */

import type { GraphProblem } from '../../model/graph.ts';
import type { Supports } from '../../model/supports.ts';
import { connectedGraph, plainGraph } from '../../problems/graphs/plain-graphs.ts';
import type { GraphSample } from './graph-cases.ts';

/** More operations than these are not asked alone. */
const mostOperations = 8;

/** Every operation of the graphs by itself, in two shapes, and a graph that hangs together. */
export const separatingGraphs = (
  samples: readonly GraphSample[],
  supports: Supports,
): readonly GraphProblem[] => {
  const ops = new Set(samples.flatMap(({ problem }) => problem.nodes.map(({ op }) => op)));
  return [
    ...[...ops]
      .slice(-mostOperations)
      .flatMap((op) => [...plainGraph(supports, op), ...plainGraph(supports, op, true)]),
    ...connectedGraph(supports),
  ];
};
