import { describe, expect, test } from 'vitest';
import type { GraphProblem } from '../model/graph.ts';
import type { Path } from '../model/path.ts';
import { locate } from './locate.ts';

const problem: GraphProblem = {
  kind: 'graph',
  inputs: { x: 2, y: 3, unused: 1, aside: 1 },
  nodes: [
    { name: 'p', op: 'mul', args: ['x', 'y'] },
    { name: 'q', op: 'tanh', args: ['y'] },
    { name: 'f', op: 'add', args: ['p', 'q'] },
    { name: 'after', op: 'mul', args: ['f', 'aside'] },
  ],
  output: 'f',
  wrt: ['x', 'y', 'unused', 'aside', 'p', 'f'],
};

const wrongAt = (...paths: readonly Path[]) =>
  locate(
    problem,
    paths.map((path) => ({ question: 0, path, got: 1, expected: 2, bound: 0 })),
  );

describe('of a graph, the place to look at', () => {
  test.each<readonly [string, readonly Path[], string, string]>([
    ['a wrong value', [['value'], ['gradients', 'x']], 'GRAPH-ORDER', 'the value is wrong already'],
    [
      'a gradient that comes back through one node whose own is right',
      [['gradients', 'x']],
      'GENERAL-VJP',
      'what comes back to x through p = mul(x, y) is wrong',
    ],
    [
      'one that comes back through two nodes, of one of which nothing is known',
      [
        ['gradients', 'y'],
        ['gradients', 'x'],
      ],
      'GENERAL-VJP',
      'what comes back to y through p = mul(x, y) and q = tanh(y) is wrong, or later',
    ],
    [
      'the one nearest to the output of several',
      [
        ['gradients', 'x'],
        ['gradients', 'p'],
      ],
      'GENERAL-VJP',
      'what comes back to p through f = add(p, q) is wrong',
    ],
    [
      'one that nothing depends on',
      [['gradients', 'unused']],
      'GENERAL-PRUNE',
      'f does not depend on unused: its gradient is 0',
    ],
    [
      'one on which only what comes after the output depends',
      [['gradients', 'aside']],
      'GENERAL-PRUNE',
      'f does not depend on aside: its gradient is 0',
    ],
    [
      'the output itself, before all that it depends on',
      [
        ['gradients', 'x'],
        ['gradients', 'f'],
      ],
      'GENERAL-SEED',
      'f is the output: its gradient by itself is 1',
    ],
  ])('%s', (_title, paths, clause, reason) => {
    expect(wrongAt(...paths)).toEqual({ clause, reason });
  });

  test('is nowhere where only a relation is broken', () => {
    const relation = {
      question: 0,
      path: ['gradients', 'x'],
      got: 1,
      expected: 2,
      bound: 0,
      relation: 'sum',
    };
    expect(locate(problem, [relation])).toBeNull();
  });
});
