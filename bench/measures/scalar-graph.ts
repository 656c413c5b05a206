/** Nanoseconds per edge of the scalar graph: Algorithm 1 and Algorithm 2 on a recorded graph. */

import { float64 } from '../../src/arithmetic/float64.ts';
import { sigmoid, tanh } from '../../src/gradients/grad-table/compositions.ts';
import { forward } from '../../src/gradients/grad-table/forward.ts';
import { fillGradTable } from '../../src/gradients/grad-table/grad-table.ts';
import {
  binary,
  constant,
  emptyGraph,
  type Graph,
  type Node,
  unary,
} from '../../src/gradients/grad-table/graph.ts';
import { add, exp, mul } from '../../src/gradients/grad-table/operations.ts';
import { timed } from '../timing.ts';

const nodes = 100_000;

/** The first slot holds the latest node, so that every node counts; the second one of so many latest. */
const reach = 16;

/** Numbers in [0, 1), the same in every run. */
const generator = (): (() => number) => {
  let state = 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
};

/**
 * 40 % add, 30 % mul, 10 % each of exp, tanh and sigmoid, of which the last two are several nodes. The
 * second slot of mul and the argument of exp hold a sigmoid or tanh, so that no value overflows.
 */
const record = (): { readonly graph: Graph<number>; readonly output: Node } => {
  const graph = emptyGraph(float64);
  const next = generator();
  const squashed: Node[] = Array.from({ length: reach }, () => constant(graph, next() - 0.5));
  let latest = constant(graph, 0.5);
  const pick = (from: readonly Node[]): Node => {
    const node = from[Math.floor(next() * from.length)];
    if (node === undefined) throw new RangeError('recent: expected nodes, got none');
    return node;
  };
  let made = 0;
  while (graph.operations.length < nodes) {
    const kind = next();
    if (kind < 0.4) latest = binary(graph, add, latest, pick(squashed));
    else if (kind < 0.7) latest = binary(graph, mul, latest, pick(squashed));
    else if (kind < 0.8) latest = binary(graph, add, latest, unary(graph, exp, pick(squashed)));
    else {
      latest = kind < 0.9 ? tanh(graph, latest) : sigmoid(graph, latest);
      squashed[made % reach] = latest;
      made += 1;
    }
  }
  return { graph, output: latest };
};

const { graph, output } = record();
const { edges, table } = fillGradTable(graph, output);
if (!table.every(Number.isFinite)) throw new Error('scalar graph: expected finite derivatives');

const forwardAndTable = (): void => {
  graph.values.length = 0;
  forward(graph);
  fillGradTable(graph, output);
};
const recordToo = (): void => {
  const fresh = record();
  fillGradTable(fresh.graph, fresh.output);
};

const nanosecondsPerEdge = (work: () => void): readonly number[] => {
  timed(work, 0.5);
  return Array.from({ length: 5 }, () => {
    const { runs, seconds } = timed(work, 0.3);
    return (seconds * 1e9) / (runs * edges);
  });
};

console.log(
  JSON.stringify({
    nodes: graph.operations.length,
    edges,
    forwardAndTable: nanosecondsPerEdge(forwardAndTable),
    recordToo: nanosecondsPerEdge(recordToo),
  }),
);
