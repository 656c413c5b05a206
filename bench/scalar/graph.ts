/** What every contestant of the scalar race is given: a graph of scalars and the values of its inputs. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphNode, GraphProblem } from '../../src/model/graph.ts';
import { readDoubles, writeDoubles } from '../job-file.ts';

/** By the numbers that stand for them in the file. */
const operations = ['add', 'mul', 'exp', 'tanh', 'sigmoid'] as const;

/** Nodes after the inputs are operations on earlier nodes; the last one is the output. */
export interface ScalarGraph {
  readonly inputs: Float64Array;
  /** `[node][operation, first, second]`, for the nodes after the inputs; without a second slot -1. */
  readonly nodes: Int32Array;
}

/** How many results later operations choose from. */
const pool = 16;

export const nodeCount = ({ inputs, nodes }: ScalarGraph): number => inputs.length + nodes.length / 3;

export const edgeCount = ({ nodes }: ScalarGraph): number =>
  nodes.reduce((sum, place, at) => sum + (at % 3 !== 0 && place >= 0 ? 1 : 0), 0);

/** Numbers in [0, 1), the same on every machine. */
const generator = (): (() => number) => {
  let state = 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
};

/**
 * 40 % add, 30 % mul, 10 % each of exp, tanh and sigmoid. A sum runs along the graph and takes up what the
 * others make, so that derivatives reach everything; those work on numbers in (-1, 1), each on one of the
 * 16 latest, and a product on the latest sigmoid too, so that nothing overflows and nothing dies out. At the
 * end the sum takes up what is left: every edge leads to the output.
 */
export const scalarGraph = (count: number): ScalarGraph => {
  const next = generator();
  const inputs = Float64Array.from({ length: pool + 2 }, (_, place) => (place + 1) / (pool + 3));
  const latest = Array.from({ length: pool }, (_, place) => place);
  const nodes: number[] = [];
  let [sum, gate] = [pool, pool + 1];
  const push = (operation: number, first: number, second = -1): number =>
    nodes.push(operation, first, second) / 3 + inputs.length - 1;
  while (nodes.length / 3 + inputs.length + pool < count) {
    const [kind, slot] = [next(), Math.floor(next() * pool)];
    const one = Number(latest[slot]);
    if (kind < 3 / 9) sum = push(0, sum, one);
    else if (kind < 6 / 9) latest[slot] = push(1, one, gate);
    else if (kind < 7 / 9) sum = push(0, sum, push(2, one));
    else if (kind < 8 / 9) latest[slot] = push(3, one);
    else {
      gate = push(4, one);
      latest[slot] = gate;
    }
  }
  for (const one of latest) sum = push(0, sum, one);
  return { inputs, nodes: Int32Array.from(nodes) };
};

/** `inputs.f64` and `nodes.i32`, which programs in any language can read. */
export const writeGraph = (folder: string, { inputs, nodes }: ScalarGraph): void => {
  writeDoubles(join(folder, 'inputs.f64'), inputs);
  writeFileSync(join(folder, 'nodes.i32'), new Uint8Array(nodes.buffer));
};

export const readGraph = (folder: string): ScalarGraph => ({
  inputs: readDoubles(join(folder, 'inputs.f64')),
  nodes: new Int32Array(Uint8Array.from(readFileSync(join(folder, 'nodes.i32'))).buffer),
});

/** The graph in the project's own format. */
export const problemOfGraph = ({ inputs, nodes }: ScalarGraph): GraphProblem => {
  const names = Array.from(inputs, (_, place) => `x${place}`);
  const nameOf = (place: number): string => names[place] ?? `t${place}`;
  const list: GraphNode[] = Array.from({ length: nodes.length / 3 }, (_, index) => {
    const [operation = 0, ...args] = nodes.subarray(3 * index, 3 * index + 3);
    const name = nameOf(inputs.length + index);
    return { name, op: operations[operation] ?? 'add', args: args.filter((at) => at >= 0).map(nameOf) };
  });
  return {
    kind: 'graph',
    inputs: Object.fromEntries(names.map((name, place) => [name, Number(inputs[place])])),
    nodes: list,
    output: nameOf(inputs.length + list.length - 1),
    wrt: names,
  };
};
