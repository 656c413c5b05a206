/** Cost proportional to the number of edges: derivatives taken by Algorithm 2, and the tape's time, by size. */

import { float64 } from '../../src/arithmetic/float64.ts';
import { graphOf } from '../../src/graphs/build.ts';
import { variableNamed } from '../../src/graphs/graph.ts';
import { forward } from '../../src/graphs/table/forward.ts';
import { fillGradTable } from '../../src/graphs/table/scalar-table.ts';
import { secondsEach } from '../measures/rounds.ts';
import { enter } from '../scalar/contestants/tape.ts';
import { edgeCount, nodeCount, problemOfGraph, type ScalarGraph, scalarGraph } from '../scalar/graph.ts';
import { median } from '../statistics.ts';

/** The readable engine counts up to about here; larger graphs would take it minutes. */
const countedUpTo = 20_000;

/** How often a local derivative was taken. */
const visits = (graph: ScalarGraph): number => {
  const problem = problemOfGraph(graph);
  const variables = graphOf(problem);
  const given = new Map(
    Object.entries(problem.inputs).map(([name, value]) => [name, { shape: [], entries: [Number(value)] }]),
  );
  let visited = 0;
  const values = forward(variables, float64, given);
  fillGradTable(variables, float64, values, variableNamed(variables, problem.output), {
    visited: () => {
      visited += 1;
    },
  });
  if (visited !== edgeCount(graph)) throw new Error(`expected ${edgeCount(graph)} visits, got ${visited}`);
  return visited;
};

const sizes = [100, 1000, 10_000, 100_000, 1_000_000];
const graphs = sizes.map(scalarGraph);
const times = secondsEach(
  graphs.map((graph) => enter(graph).run),
  5,
  0.15,
);

console.log(
  JSON.stringify(
    graphs.map((graph, index) => ({
      nodes: nodeCount(graph),
      edges: edgeCount(graph),
      visits: nodeCount(graph) <= countedUpTo ? visits(graph) : null,
      seconds: median(times[index] ?? []),
    })),
  ),
);
