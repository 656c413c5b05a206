import { describe, expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { forward } from './forward.ts';
import { binary, constant, emptyGraph, unary } from './graph.ts';
import { add, type BinaryOperation, max, mul, neg, sub } from './operations.ts';
import { derivatives } from './test-graphs.ts';

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
