import { describe, expect, it } from 'vitest';
import type { GraphNode } from '../../model/graph.ts';
import { bounds, graph } from './test-bounds.ts';

describe('no finite bound', () => {
  it.each([
    ['log', 'its value may leave the range or the domain'],
    ['sqrt', 'its value may leave the range or the domain'],
    ['reciprocal', 'its value may leave the range or the domain'],
  ] as const)('is there for a %s whose argument may be 0, and it says so', (op, reason) => {
    const nodes: GraphNode[] = [
      { name: 'n0', op: 'exp', args: ['x'] },
      { name: 'n1', op: 'sub', args: ['n0', 'one'] },
      { name: 'n2', op, args: ['n1'] },
    ];
    const problem = graph({ x: 1e-7, one: 1 }, nodes, ['x']);
    const narrow = bounds(problem, 'float32');
    expect(narrow.value).toBe(Number.POSITIVE_INFINITY);
    expect(narrow.gradients['x']).toBe(Number.POSITIVE_INFINITY);
    expect(narrow.saturations).toContainEqual({ node: 'n2', reason });
    const wide = bounds(problem, 'float64');
    expect(wide.value).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(wide.saturations).toEqual([]);
  });

  it('is there for what may overflow', () => {
    const problem = graph({ x: 300, y: 300 }, [{ op: 'mul', args: ['x', 'y'] }]);
    const { value, gradients, saturations } = bounds(problem, 'float16');
    expect(value).toBe(Number.POSITIVE_INFINITY);
    expect(gradients['x']).toBe(0);
    expect(saturations).toEqual([{ node: 'n0', reason: 'its value may leave the range or the domain' }]);
    expect(bounds(problem, 'float32').value).toBe(0);
  });

  it('is there for the gradient of a norm that rounding may bring to 0', () => {
    const nodes: GraphNode[] = [
      { name: 'n0', op: 'exp', args: ['x'] },
      { name: 'n1', op: 'sub', args: ['n0', 'y'] },
      { name: 'n2', op: 'norm', args: ['n1'] },
    ];
    const problem = graph({ x: [0.1], y: [Math.exp(0.1)] }, nodes);
    const { value, gradients, uncertain } = bounds(problem, 'float32');
    expect(value).toBeLessThan(1e-5);
    expect(gradients['x']).toEqual([Number.POSITIVE_INFINITY]);
    expect(uncertain).toEqual([{ node: 'n2', index: 0 }]);
  });
});

describe('an excuse without a wider bound', () => {
  it('is given where exponentials leave the range unless they are shifted', () => {
    const problem = graph({ x: [200, 100] }, [
      { op: 'softmax', args: ['x'] },
      { op: 'sum', args: ['n0'] },
    ]);
    const { value, saturations } = bounds(problem, 'float32');
    expect(value).toBeLessThan(1e-2);
    expect(saturations).toEqual([
      { node: 'n0', reason: 'its exponentials can leave the range where they are not shifted' },
    ]);
  });

  it('is given where a composition of exponentials does', () => {
    const problem = graph({ x: 60 }, [{ op: 'tanh', args: ['x'] }]);
    const { value, saturations } = bounds(problem, 'float32');
    expect(value).toBeLessThan(1e-5);
    expect(saturations).toEqual([
      { node: 'n0', reason: 'its exponentials can leave the range where it is composed of them' },
    ]);
  });

  it('is given where a power can overflow that a derivative may be formed from', () => {
    const problem = graph({ x: 228 }, [{ op: 'pow', args: ['x'], attributes: { exponent: 2 } }]);
    const { gradients, saturations } = bounds(problem, 'float16');
    expect(gradients['x']).toBeLessThan(228);
    expect(saturations).toEqual([
      { node: 'n0', reason: 'p x^p can overflow where its derivative is p x^p / x' },
    ]);
  });
});
