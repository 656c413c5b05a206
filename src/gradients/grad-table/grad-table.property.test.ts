import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ancestorsOf, fillGradTable } from './grad-table.ts';
import { binary, constant, emptyGraph, entryAt, type Graph, nodeAt, operationAt, unary } from './graph.ts';
import { add, type BinaryOperation, max, mul, neg, sub, type UnaryOperation } from './operations.ts';
import { integers, missing, slotsOf } from './test-graphs.ts';

describe('any graph', () => {
  const operations: readonly (UnaryOperation | BinaryOperation)[] = [add, sub, mul, max, neg];
  const steps = fc.array(
    fc.record({ operation: fc.constantFrom(...operations), first: fc.nat(), second: fc.nat() }),
    { minLength: 1, maxLength: 11 },
  );
  const starts = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 3 });

  const build = (values: readonly number[], plan: typeof steps extends fc.Arbitrary<infer P> ? P : never) => {
    const graph = emptyGraph(integers);
    const nodes = values.map((value) => constant(graph, value));
    for (const { operation, first, second } of plan) {
      const x = nodeAt(nodes, first % nodes.length);
      const y = nodeAt(nodes, second % nodes.length);
      nodes.push(operation.slots === 1 ? unary(graph, operation, x) : binary(graph, operation, x, y));
    }
    return { graph, nodes, output: nodeAt(nodes, nodes.length - 1) };
  };

  /** The local derivatives of one node, slot by slot, by the schoolbook. */
  const localDerivatives = (graph: Graph<bigint>, i: number): readonly bigint[] => {
    const [x = 0n, y = 0n] = slotsOf(graph, i).map((slot) => entryAt(graph.values, slot));
    const { name } = operationAt(graph.operations, i);
    if (name === 'add') return [1n, 1n];
    if (name === 'sub') return [1n, -1n];
    if (name === 'mul') return [y, x];
    if (name === 'max') return x >= y ? [1n, 0n] : [0n, 1n];
    return name === 'neg' ? [-1n] : [];
  };

  /** The sum over all paths from the node up to `target`, of the products along them. */
  const sumOverPaths = (graph: Graph<bigint>, i: number, target: number): bigint =>
    slotsOf(graph, i).reduce(
      (total, slot, place) =>
        total + (localDerivatives(graph, i)[place] ?? missing()) * sumOverPaths(graph, slot, target),
      i === target ? 1n : 0n,
    );

  test('every entry of the table is the sum over all paths', () => {
    fc.assert(
      fc.property(starts, steps, (values, plan) => {
        const { graph, nodes, output } = build(values, plan);
        const { table } = fillGradTable(graph, output);
        expect(table).toEqual(nodes.map((node) => sumOverPaths(graph, output, node)));
      }),
      { numRuns: 500 },
    );
  });

  test('each slot of the pruned graph is one edge', () => {
    fc.assert(
      fc.property(starts, steps, fc.nat(), (values, plan, choice) => {
        const { graph, nodes } = build(values, plan);
        const output = nodeAt(nodes, choice % nodes.length);
        const reachable = new Set<number>();
        const visit = (i: number): void => {
          reachable.add(i);
          slotsOf(graph, i).forEach(visit);
        };
        visit(output);
        const slots = [...reachable].reduce((total, i) => total + slotsOf(graph, i).length, 0);
        expect(fillGradTable(graph, output).edges).toBe(slots);
        expect(ancestorsOf(graph, output).reduce((total, mark) => total + mark, 0)).toBe(reachable.size);
      }),
      { numRuns: 300 },
    );
  });

  test('filling the table twice gives the same table', () => {
    fc.assert(
      fc.property(starts, steps, (values, plan) => {
        const { graph, output } = build(values, plan);
        expect(fillGradTable(graph, output)).toEqual(fillGradTable(graph, output));
      }),
    );
  });
});
