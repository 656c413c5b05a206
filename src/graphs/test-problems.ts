/** Graphs written in short, and what differentiates them. */

import { float64 } from '../arithmetic/float64.ts';
import { describeAll } from '../model/defect.ts';
import type { GraphProblem, NestedNumbers } from '../model/graph.ts';
import { readGraphProblem } from '../model/read-graph.ts';
import { gradientOfGraph } from './gradient.ts';

/** A node in short: its arguments in one text, with spaces between. */
export type Step = readonly [name: string, op: string, args: string, attributes?: object];

/** A problem from steps such as `['q', 'add', 'x y']`; the last step is the output. */
export const problemOf = (
  inputs: Readonly<Record<string, NestedNumbers>>,
  steps: readonly Step[],
  wrt = Object.keys(inputs),
): GraphProblem => {
  const read = readGraphProblem({
    kind: 'graph',
    inputs,
    nodes: steps.map(([name, op, args, attributes]) => ({
      name,
      op,
      args: args.split(' '),
      ...(attributes === undefined ? {} : { attributes }),
    })),
    output: steps.at(-1)?.[0] ?? '',
    wrt,
  });
  if (!read.ok) throw new Error(describeAll(read.defects));
  return read.problem;
};

/** By the grad table, in float64. */
export const answerOf = (problem: GraphProblem) => gradientOfGraph(problem, float64);
