/** Graphs of scalars in short. */

import fc from 'fast-check';
import { apply, emptyGraph, given } from '../build.ts';
import type { Graph, Variable } from '../graph.ts';
import { entryAt, type Tensor } from '../tensor/tensor.ts';
import { consumersWithin } from './prune.ts';

/** Values of scalars by name. */
export const scalars = (values: Readonly<Record<string, number>>): ReadonlyMap<string, Tensor<number>> =>
  new Map(Object.entries(values).map(([name, value]) => [name, { shape: [], entries: [value] }]));

/** A graph of sums, differences and products of scalars, each of any two earlier variables. */
export const randomGraph = fc
  .array(
    fc.record({
      name: fc.constantFrom('add' as const, 'sub' as const, 'mul' as const, 'maximum' as const),
      left: fc.nat(),
      right: fc.nat(),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((operations) => {
    const graph = emptyGraph();
    const variables = ['a', 'b', 'c'].map((name) => given(graph, name, []));
    for (const { name, left, right } of operations) {
      const inputs = [left, right].map((pick) => entryAt(variables, pick % variables.length));
      variables.push(apply(graph, name, inputs));
    }
    return { graph, inputs: variables.slice(0, 3), output: entryAt(variables, variables.length - 1) };
  });

/** Integers to evaluate a graph at. */
export const point = fc.record({
  a: fc.integer({ min: -4, max: 4 }),
  b: fc.integer({ min: -4, max: 4 }),
  c: fc.integer({ min: -4, max: 4 }),
});

/** The edges between these variables. */
export const countEdges = (graph: Graph, within: ReadonlySet<Variable>): number =>
  [...within].reduce((count, V) => count + consumersWithin(graph, within, V).length, 0);
