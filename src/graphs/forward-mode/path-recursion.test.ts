import { expect, it } from 'vitest';
import { dyadic } from '../../arithmetic/dyadic.ts';
import { float64 } from '../../arithmetic/float64.ts';
import type { GraphNode, GraphProblem } from '../../model/graph.ts';
import { gradientForward } from './forward-mode.ts';
import { gradientByPaths, TooManyPaths } from './path-recursion.ts';

/** x doubled so many times by adding it to itself: twice as many paths at every node. */
const doubling = (times: number): GraphProblem => {
  const nodes = Array.from({ length: times }, (_, n): GraphNode => {
    const below = n === 0 ? 'x' : `d${n - 1}`;
    return { name: `d${n}`, op: 'add', args: [below, below] };
  });
  return { kind: 'graph', inputs: { x: 3 }, nodes, output: `d${times - 1}`, wrt: ['x'] };
};

const twoLayers: GraphProblem = {
  kind: 'graph',
  inputs: {
    x: [0.5, -1],
    V: [
      [1, 2],
      [-0.5, 0.25],
    ],
    b: [0.5, -2],
    W: [[2, -1]],
    c: [0.25],
    t: [1],
  },
  nodes: [
    { name: 'z', op: 'affine', args: ['x', 'V', 'b'] },
    { name: 'h', op: 'relu', args: ['z'] },
    { name: 'y', op: 'affine', args: ['h', 'W', 'c'] },
    { name: 'e', op: 'squared-error', args: ['y', 't'] },
    { name: 'o', op: 'sum', args: ['V'] },
    { name: 'J', op: 'add', args: ['e', 'o'] },
  ],
  output: 'J',
  wrt: ['x', 'V', 'b', 'W', 'c', 'h'],
};

it('is what forward mode says, exactly', () => {
  for (const problem of [twoLayers, doubling(6)]) {
    expect(gradientByPaths(problem, dyadic)).toEqual(gradientForward(problem, dyadic));
  }
});

it('walks every path: x added to itself ten times over counts 1024-fold', () => {
  const { x } = gradientByPaths(doubling(10), dyadic).gradients;
  expect(x).toEqual(dyadic.of(1024));
});

it('refuses what would take for ever', () => {
  expect(() => gradientByPaths(doubling(60), dyadic)).toThrow(TooManyPaths);
  expect(() => gradientByPaths(doubling(60), dyadic)).toThrow(
    'paths: expected at most 50000 steps, got more',
  );
});

/** x negated so many times: one path. */
const chain = (length: number, x: GraphProblem['inputs'][string]): GraphProblem => ({
  kind: 'graph',
  inputs: { x },
  nodes: [
    ...Array.from(
      { length },
      (_, n): GraphNode => ({ name: `n${n}`, op: 'neg', args: [n === 0 ? 'x' : `n${n - 1}`] }),
    ),
    { name: 'f', op: 'sum', args: [`n${length - 1}`] },
  ],
  output: 'f',
  wrt: ['x'],
});

it('refuses a path that is longer than calls can be nested, and tensors that take long to walk through', () => {
  expect(gradientByPaths(chain(900, 1), float64).gradients).toEqual({ x: 1 });
  expect(() => gradientByPaths(chain(10_000, 1), float64)).toThrow(
    'paths: expected at most 1000 nodes on a path, got more',
  );
  const wide = Array.from({ length: 4000 }, () => 1);
  expect(() => gradientByPaths(chain(5, wide), float64)).toThrow(
    'paths: expected at most 2000000 entries on the way, got more',
  );
});
