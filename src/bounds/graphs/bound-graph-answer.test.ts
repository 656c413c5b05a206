/** Bounds of graphs that can be derived by hand, and what they leave out. */

import { describe, expect, it } from 'vitest';
import type { GraphNode } from '../../model/graph.ts';
import { operationNames } from '../../model/operations.ts';
import { boundRules } from './rules/rules.ts';
import { bounds, graph, u } from './test-bounds.ts';

it('has a rule for every operation of a problem', () => {
  expect(Object.keys(boundRules).sort()).toEqual([...operationNames].sort());
});

describe('one operation', () => {
  it('stores both factors and rounds the product: 3 u of it', () => {
    const { value, gradients } = bounds(
      graph({ x: 0.1, y: 0.3 }, [{ op: 'mul', args: ['x', 'y'] }]),
      'float32',
    );
    expect(value / (0.03 * u)).toBeGreaterThan(2.999);
    expect(value / (0.03 * u)).toBeLessThan(3.001);
    // dx = y, as it was stored.
    expect(gradients['x']).toBeCloseTo(0.3 * u, 15);
  });

  it('allows a quotient the storing of both numbers, and a reciprocal with a product', () => {
    const { value } = bounds(graph({ x: 0.1, y: 0.3 }, [{ op: 'div', args: ['x', 'y'] }]), 'float32');
    expect(value / (u / 3)).toBeGreaterThan(3.999);
    expect(value / (u / 3)).toBeLessThan(4.001);
  });

  it('adds n numbers in n - 1 roundings of the sum of their sizes', () => {
    const problem = graph({ x: [0.1, 0.2, 0.3] }, [{ op: 'sum', args: ['x'] }]);
    // Three stored numbers, two additions: 0.6 u + 2 u 0.6.
    expect(bounds(problem, 'float32').value / (0.6 * u)).toBeCloseTo(3, 3);
  });

  it('gives x x the gradient 2 x, stored twice and added once', () => {
    const { gradients } = bounds(graph({ x: 0.1 }, [{ op: 'mul', args: ['x', 'x'] }]), 'float32');
    expect((gradients['x'] as number) / (0.2 * u)).toBeCloseTo(2, 3);
  });
});

describe('an operation that may be composed', () => {
  it('hands back as many terms as its composition: tanh two, which are added to a third', () => {
    const nodes: GraphNode[] = [
      { name: 'n0', op: 'tanh', args: ['x'] },
      { name: 'n1', op: 'mul', args: ['n0', 'c'] },
      { name: 'n2', op: 'mul', args: ['x', 'y'] },
      { name: 'n3', op: 'add', args: ['n1', 'n2'] },
    ];
    const { gradients } = bounds(graph({ x: 0, c: 2 ** -22, y: 0.3 }, nodes, ['x']), 'float64');
    expect((gradients['x'] as number) / (0.3 * 2 ** -53)).toBeGreaterThan(2);
    expect((gradients['x'] as number) / (0.3 * 2 ** -53)).toBeLessThan(2.001);
  });
});

describe('what is exact', () => {
  it('is not bounded by more than 0', () => {
    const problem = graph(
      {
        W: [
          [1, -2],
          [3, 0.5],
        ],
        x: [2, 4],
        b: [1, 1],
      },
      [
        { op: 'affine', args: ['x', 'W', 'b'] },
        { op: 'relu', args: ['n0'] },
        { op: 'sum', args: ['n1'] },
      ],
    );
    const { value, gradients, uncertain } = bounds(problem, 'bfloat16');
    expect(value).toBe(0);
    expect(gradients).toEqual({
      W: [
        [0, 0],
        [0, 0],
      ],
      x: [0, 0],
      b: [0, 0],
    });
    expect(uncertain).toEqual([]);
  });

  it('ends where a number has more bits than the format', () => {
    const square = (x: number) => bounds(graph({ x }, [{ op: 'square', args: ['x'] }]), 'bfloat16').value;
    expect(square(15)).toBe(0);
    expect(square(17)).toBeGreaterThan(0);
  });

  it('ends where a sum passes a power of two, however little', () => {
    // 2.4000000000000004 + 0.6000000000000001 + 1 is 4 + 2^-51, which is no double.
    const inputs = { x: [-0.6000000000000001, 2.4000000000000004] };
    const problem = graph(inputs, [{ op: 'hinge', args: ['x'], attributes: { classes: [0] } }]);
    expect(bounds(problem, 'float64').value).toBeGreaterThanOrEqual(2 ** -51);
  });

  it('is a product with a power of two, but not where it may be flushed', () => {
    const scaled = (x: number) =>
      bounds(graph({ x, y: 2 ** -4 }, [{ op: 'mul', args: ['x', 'y'] }]), 'float16').gradients['y'];
    expect(scaled(1.5)).toBe(0);
    expect(
      bounds(graph({ x: 2 ** -12, y: 2 ** -4 }, [{ op: 'mul', args: ['x', 'y'] }]), 'float16').value,
    ).toBe(2 ** -16 * (1 + 2 ** -30) ** 2);
  });
});

describe('variables', () => {
  it('that the output does not depend on have a gradient that is exactly 0', () => {
    const problem = graph({ x: 0.1, y: [0.1, 0.2] }, [{ op: 'exp', args: ['x'] }]);
    expect(bounds(problem, 'float32').gradients['y']).toEqual([0, 0]);
  });

  it('may be nodes, and the output itself', () => {
    const nodes: GraphNode[] = [
      { name: 'n0', op: 'exp', args: ['x'] },
      { name: 'n1', op: 'log', args: ['n0'] },
    ];
    const { gradients } = bounds(graph({ x: 0.1 }, nodes, ['n0', 'n1']), 'float32');
    expect(gradients['n1']).toBe(0);
    expect(gradients['n0']).toBeGreaterThan(0);
  });

  it('must have a value', () => {
    const lost = graph({ x: 1 }, [{ op: 'exp', args: ['y'] }]);
    expect(() => bounds(lost, 'float32')).toThrow('y: expected an input or an earlier node, got none');
    const asked = graph({ x: 1 }, [{ op: 'exp', args: ['x'] }], ['z']);
    expect(() => bounds(asked, 'float32')).toThrow('z: expected the name of a variable, got none');
  });
});
