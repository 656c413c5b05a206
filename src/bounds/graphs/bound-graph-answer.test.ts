/** Bounds of graphs that can be derived by hand, and what they leave out. */

import { describe, expect, it } from 'vitest';
import type { GraphNode, GraphProblem } from '../../model/graph.ts';
import { operationNames } from '../../model/operations.ts';
import { type PrecisionName, precision } from '../precision.ts';
import { boundGraphAnswer } from './bound-graph-answer.ts';
import { boundRules } from './rules/rules.ts';

const graph = (
  inputs: GraphProblem['inputs'],
  nodes: readonly (Omit<GraphNode, 'name'> & { readonly name?: string })[],
  wrt: readonly string[] = Object.keys(inputs),
): GraphProblem => ({
  kind: 'graph',
  inputs,
  nodes: nodes.map((node, index) => ({ name: `n${index}`, ...node })),
  output: `n${nodes.length - 1}`,
  wrt,
});

const bounds = (
  problem: GraphProblem,
  name: PrecisionName,
  kinks: 'every choice' | 'convention' = 'every choice',
) => boundGraphAnswer(problem, precision(name), kinks);

const u = 2 ** -24;

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

// Each at a point where the arguments are exact and sit on the kink, with the sites and the gradient by x.
const kinks = [
  ['relu', { x: 0 }, [{ op: 'relu', args: ['x'] }], [0], 1],
  ['leaky-relu', { x: 0 }, [{ op: 'leaky-relu', args: ['x'], attributes: { alpha: 0.25 } }], [0], 0.75],
  ['elu', { x: 0 }, [{ op: 'elu', args: ['x'], attributes: { alpha: 1.5 } }], [0], 0.5],
  ['maximum', { x: 2, y: 2 }, [{ op: 'maximum', args: ['x', 'y'] }], [0], 1],
  ['minimum', { x: 2, y: 2 }, [{ op: 'minimum', args: ['x', 'y'] }], [0], 1],
  ['max', { x: [1, 3, 3] }, [{ op: 'max', args: ['x'] }], [1, 2], [0, 1, 1]],
  ['min', { x: [1, 3, 1] }, [{ op: 'min', args: ['x'] }], [0, 2], [1, 0, 1]],
  ['hinge', { x: [2, 1, 0] }, [{ op: 'hinge', args: ['x'], attributes: { classes: [0] } }], [1], [1, 1, 0]],
  ['norm', { x: [0, 0] }, [{ op: 'norm', args: ['x'] }], [0], [1, 1]],
] as const;

const numbers = (nested: unknown): readonly number[] =>
  Array.isArray(nested) ? nested.flatMap(numbers) : [nested as number];

describe.each(kinks)('%s at its kink', (_, inputs, nodes, sites, jumps) => {
  const problem = graph(inputs, nodes);

  it('has the whole jump in the bound, and is listed', () => {
    const { gradients, uncertain } = bounds(problem, 'float32');
    expect(uncertain).toEqual(sites.map((index) => ({ node: 'n0', index })));
    for (const [index, jump] of numbers(jumps).entries()) {
      const bound = numbers(gradients['x'])[index] as number;
      expect(bound).toBeGreaterThanOrEqual(jump);
      // What evaluating a slope rounds comes on top: 40 u of numbers up to 2 are far below a jump.
      expect(bound).toBeLessThan(jump + 100 * u);
    }
  });

  it('is decided for those who follow the documents', () => {
    const { gradients, uncertain } = bounds(problem, 'float32', 'convention');
    expect(uncertain).toEqual([]);
    for (const bound of numbers(gradients['x'])) expect(bound).toBeLessThan(100 * u);
  });
});

describe('a side that rounding leaves open', () => {
  const problem = graph({ x: 0.1, y: 0.1 }, [
    { op: 'exp', args: ['x'] },
    { op: 'exp', args: ['y'] },
    { op: 'sub', args: ['n0', 'n1'] },
    { op: 'relu', args: ['n2'] },
  ]);

  it.each(['every choice', 'convention'] as const)('has the jump under "%s"', (mode) => {
    const { gradients, uncertain } = bounds(problem, 'float32', mode);
    expect(uncertain).toEqual([{ node: 'n3', index: 0 }]);
    expect(gradients['x']).toBeGreaterThan(Math.exp(0.1));
  });

  it('is certain a few roundings away', () => {
    const apart = { ...problem, inputs: { x: 0.1, y: 0.1 + 1e-5 } };
    expect(bounds(apart, 'float32').uncertain).toEqual([]);
    expect(bounds(apart, 'bfloat16').uncertain).toEqual([{ node: 'n3', index: 0 }]);
  });
});

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

describe('bounds at chosen derivatives', () => {
  const problem = graph({ x: [0, 1], y: [0, 3], w: [2 ** -9, 3] }, [
    { op: 'relu', args: ['x'] },
    { op: 'maximum', args: ['n0', 'y'] },
    { op: 'mul', args: ['n1', 'w'] },
    { op: 'mul', args: ['n2', 'w'] },
    { op: 'sum', args: ['n3'] },
  ]);
  const chosen = (s: number, t: number) =>
    boundGraphAnswer(problem, precision('float16'), {
      chosen: ({ node, entry }) =>
        entry === 1 ? undefined : node === 'n0' ? s : node === 'n1' ? t : undefined,
      within: 'nothing',
    });
  const flat = ({ gradients }: ReturnType<typeof chosen>) => Object.values(gradients).flatMap(numbers);

  it('are largest at a corner of the sets, where numbers may underflow too', () => {
    const corners = [0, 1].flatMap((s) => [0, 1].map((t) => flat(chosen(s, t))));
    for (const s of [2 ** -12, 0.1, 0.5, 0.9])
      for (const t of [2 ** -11, 0.3, 0.5, 1])
        for (const [place, bound] of flat(chosen(s, t)).entries()) {
          const most = Math.max(...corners.map((corner) => corner[place] ?? Number.NaN));
          expect(bound).toBeLessThanOrEqual(most * (1 + 2 ** -29));
        }
  });
});
