import { describe, expect, test } from 'vitest';
import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { float64 } from '../../arithmetic/float64.ts';
import { fillGradTable } from './grad-table.ts';
import { binary, constant, emptyGraph, entryAt, type Graph, unary } from './graph.ts';
import { add, exp, expm1, log, mul, neg, reciprocal, sqrt, type UnaryOperation } from './operations.ts';
import { derivatives, integers, slotsOf } from './test-graphs.ts';

describe('unary operations', () => {
  // Points at which value and derivative are doubles, or the correctly rounded quotient of two.
  test.each<[string, UnaryOperation, number, number, number]>([
    ['-x at 2', neg, 2, -2, -1],
    ['1/x at 4', reciprocal, 4, 0.25, -1 / 16],
    ['e^x at 0', exp, 0, 1, 1],
    ['e^x - 1 at 0', expm1, 0, 0, 1],
    ['ln x at 1', log, 1, 0, 1],
    ['sqrt x at 9/4', sqrt, 2.25, 1.5, 1 / 3],
  ])('%s', (_title, operation, x, value, derivative) => {
    const graph = emptyGraph(float64);
    const node = constant(graph, x);
    const f = unary(graph, operation, node);
    const output = binary(graph, mul, constant(graph, 2), f);
    expect(derivatives(graph, output, node)).toEqual({ gradients: [2 * derivative], edges: 3 });
    expect(entryAt(graph.values, f)).toBe(value);
  });

  test('ln x at 4 has derivative 1/4, and e^x - 1 keeps its derivative where it is small', () => {
    const graph = emptyGraph(float64);
    const [four, low] = [constant(graph, 4), constant(graph, -100)];
    const output = binary(graph, add, unary(graph, log, four), unary(graph, expm1, low));
    expect(derivatives(graph, output, four, low).gradients).toEqual([0.25, Math.exp(-100)]);
  });
});

describe('the squaring graph, x -> x * x, n times', () => {
  const squarings = <T>(arithmetic: Arithmetic<T>, depth: number, start: number) => {
    const graph = emptyGraph(arithmetic);
    const x = constant(graph, start);
    let output = x;
    for (let n = 0; n < depth; n += 1) output = binary(graph, mul, output, output);
    return { graph, x, output };
  };

  const recursiveCalls = <T>(graph: Graph<T>, i: number): number =>
    slotsOf(graph, i).reduce((calls, slot) => calls + recursiveCalls(graph, slot), 1);

  test.each([
    [3, 6, 15],
    [5, 10, 63],
    [10, 20, 2047],
  ])('depth %i: %i edges with the table, %i calls without', (depth, edges, calls) => {
    const { graph, output } = squarings(integers, depth, 2);
    expect(fillGradTable(graph, output).edges).toBe(edges);
    expect(recursiveCalls(graph, output)).toBe(calls);
  });

  test('w^8 at 1.5 has derivative 136.6875', () => {
    const { graph, x, output } = squarings(float64, 3, 1.5);
    expect(derivatives(graph, output, x).gradients).toEqual([136.6875]);
    expect(entryAt(graph.values, output)).toBe(25.62890625);
  });
});
