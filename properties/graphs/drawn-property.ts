/** A property of any graph that is drawn. */

import type { Property, Sample } from '../../src/judge/property.ts';
import type { GraphProblem } from '../../src/model/graph.ts';
import type { OperationName } from '../../src/model/operations.ts';
import { drawnGraphs } from './drawn.ts';

/** `needs` are the operations that `sample` adds to a graph: without them there is nothing to ask. */
export const drawnProperty = (
  id: string,
  clause: string,
  title: string,
  needs: readonly OperationName[],
  sample: (problem: GraphProblem) => Sample,
): Property => ({
  id,
  kind: 'graph',
  clause,
  title,
  share: 0.3,
  samples: (supports) => drawnGraphs(supports, { needs })?.map(sample) ?? null,
});
