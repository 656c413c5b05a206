import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { float64 } from '../../arithmetic/float64.ts';
import { forward } from './forward.ts';
import { ancestorsOf, fillGradTable } from './grad-table.ts';
import {
  binary,
  constant,
  emptyGraph,
  entryAt,
  type Graph,
  type Node,
  nodeAt,
  operationAt,
  slotAt,
  unary,
} from './graph.ts';
import {
  add,
  type BinaryOperation,
  exp,
  expm1,
  log,
  max,
  mul,
  neg,
  reciprocal,
  sqrt,
  sub,
  type UnaryOperation,
} from './operations.ts';

const missing = (): never => {
  throw new Error('the integers have no such operation');
};

/** Exact integers, so that sums over paths may be compared without a tolerance. */
const integers: Arithmetic<bigint> = {
  name: 'integers',
  of: (double) => BigInt(double),
  toNumber: Number,
  add: (left, right) => left + right,
  sub: (left, right) => left - right,
  mul: (left, right) => left * right,
  neg: (value) => -value,
  compare: (left, right) => (left < right ? -1 : Number(left > right)),
  div: missing,
  exp: missing,
  expm1: missing,
  log: missing,
  sqrt: missing,
  tanh: missing,
};

/** d(output)/d(node) for each node, and how many edges that took. */
const derivatives = <T>(graph: Graph<T>, output: Node, ...wanted: readonly Node[]) => {
  const { table, edges } = fillGradTable(graph, output);
  return { gradients: wanted.map((node) => entryAt(table, node)), edges };
};

const slotsOf = <T>(graph: Graph<T>, i: number): readonly number[] =>
  [slotAt(graph.first, i), slotAt(graph.second, i)].slice(0, operationAt(graph.operations, i).slots);

describe('micro graphs', () => {
  test('mul(x, x) at 3 has two edges and derivative 6', () => {
    const graph = emptyGraph(float64);
    const x = constant(graph, 3);
    expect(derivatives(graph, binary(graph, mul, x, x), x)).toEqual({ gradients: [6], edges: 2 });
  });

  test('w * w + 3 w at 2 adds the gradients of both branches to 7', () => {
    const graph = emptyGraph(float64);
    const w = constant(graph, 2);
    const tripled = binary(graph, mul, constant(graph, 3), w);
    const output = binary(graph, add, binary(graph, mul, w, w), tripled);
    expect(derivatives(graph, output, w)).toEqual({ gradients: [7], edges: 6 });
  });

  test('(x + y) z at (-2, 5, -4) has gradient (-4, -4, 3), -4 at the sum and 1 at itself', () => {
    const graph = emptyGraph(float64);
    const [x, y, z] = [constant(graph, -2), constant(graph, 5), constant(graph, -4)];
    const q = binary(graph, add, x, y);
    const f = binary(graph, mul, q, z);
    expect(derivatives(graph, f, x, y, z, q, f)).toEqual({ gradients: [-4, -4, 3, -4, 1], edges: 4 });
    expect(graph.values).toEqual([-2, 5, -4, 3, -12]);
  });

  test('a node that the output does not depend on has derivative 0 and costs no edge', () => {
    const graph = emptyGraph(float64);
    const [x, other] = [constant(graph, 3), constant(graph, 5)];
    const output = unary(graph, neg, x);
    const later = binary(graph, mul, x, other);
    expect(derivatives(graph, output, x, other, later)).toEqual({ gradients: [-1, 0, 0], edges: 1 });
  });

  test('max passes the whole gradient to the larger slot, of equal ones to the first', () => {
    const gradientOfMax = (left: number, right: number) => {
      const graph = emptyGraph(float64);
      const [a, b] = [constant(graph, left), constant(graph, right)];
      const scaled = binary(graph, mul, constant(graph, 5), binary(graph, max, a, b));
      return derivatives(graph, scaled, a, b).gradients;
    };
    expect(gradientOfMax(2, 1)).toEqual([5, 0]);
    expect(gradientOfMax(1, 2)).toEqual([0, 5]);
    expect(gradientOfMax(1, 1)).toEqual([5, 0]);
  });

  test('max hides a NaN in neither slot', () => {
    const graph = emptyGraph(float64);
    const [a, b] = [constant(graph, Number.NaN), constant(graph, 0)];
    binary(graph, max, a, b);
    binary(graph, max, b, a);
    expect(forward(graph).slice(2)).toEqual([Number.NaN, Number.NaN]);
  });

  test('add gives both slots the gradient undivided, sub the second its opposite', () => {
    const gradientOf = (operation: BinaryOperation) => {
      const graph = emptyGraph(float64);
      const [a, b] = [constant(graph, 2), constant(graph, 7)];
      const scaled = binary(graph, mul, binary(graph, operation, a, b), constant(graph, 3));
      return derivatives(graph, scaled, a, b).gradients;
    };
    expect(gradientOf(add)).toEqual([3, 3]);
    expect(gradientOf(sub)).toEqual([3, -3]);
  });
});

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
