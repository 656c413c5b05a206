/** The first graphs that a subject is put: tiny, readable, of operations that it claims. */

import type { GraphProblem } from '../model/graph.ts';
import type { Supports } from '../model/supports.ts';
import { connectedGraph, plainGraph } from '../problems/graphs/plain-graphs.ts';

/**
 * Graphs that the subject claims: one that hangs together, then one per operation, then each once more with
 * square matrices, where a mistake in the layout keeps every shape.
 */
export const firstGraphs = (supports: Supports): readonly GraphProblem[] =>
  supports.kinds.includes('graph')
    ? [
        ...connectedGraph(supports),
        ...supports.ops.flatMap((op) => plainGraph(supports, op)),
        ...supports.ops.flatMap((op) => plainGraph(supports, op, true)),
      ]
    : [];
