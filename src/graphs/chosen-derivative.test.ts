import { describe, expect, test } from 'vitest';
import { float64 } from '../arithmetic/float64.ts';
import { isRefusal } from '../model/answer.ts';
import type { NestedNumbers } from '../model/graph.ts';
import { gradientOfGraph } from './gradient.ts';
import { problemOf } from './test-problems.ts';

// @clause GRAPH-ANY
describe('a derivative that is chosen at a kink', () => {
  /** The gradient of g * op(x), or of <g, op(x)>, with these derivatives at the entries of x. */
  const chosen = (
    [op, x, attributes]: readonly [string, NestedNumbers, object],
    g: NestedNumbers,
    choices: readonly (number | undefined)[],
  ) => {
    const problem = problemOf(
      { x, g },
      [
        ['y', op, 'x', attributes],
        ['p', 'mul', 'y g'],
        ['f', 'sum', 'p'],
      ],
      ['x'],
    );
    const answer = gradientOfGraph(problem, float64, ({ node, entry }) =>
      node === 'y' ? choices[entry] : undefined,
    );
    return isRefusal(answer) ? answer : answer.gradients['x'];
  };

  test.each<[Parameters<typeof chosen>, NestedNumbers]>([
    [
      [
        ['relu', [0, 0, 2], {}],
        [4, 4, 4],
        [0.25, undefined, undefined],
      ],
      [1, 4, 4],
    ],
    [[['leaky-relu', [0], { alpha: 0.5 }], [4], [0.75]], [3]],
    [[['elu', [0], { alpha: 0.5 }], [4], [0.75]], [3]],
    [
      [['max', [1, 3, 3], {}], 4, [undefined, 0.25, 0.75]],
      [0, 1, 3],
    ],
    [
      [['min', [1, 1, 3], { axis: 0 }], 4, [0.5, 0.5, undefined]],
      [2, 2, 0],
    ],
    [
      [
        [
          'max',
          [
            [1, 1],
            [2, 3],
          ],
          { axis: 1 },
        ],
        [4, 4],
        [0.5, 0.5, undefined, undefined],
      ],
      [
        [2, 2],
        [0, 4],
      ],
    ],
    [
      [['norm', [0, 0], {}], 4, [0.5, -0.25]],
      [2, -1],
    ],
    [
      [['hinge', [1, 0, 3], { classes: [0] }], 4, [undefined, 0.5, undefined]],
      [-6, 2, 4],
    ],
  ])('%j', (parts, expected) => {
    expect(chosen(...parts)).toEqual(expected);
  });

  test('is shared by both sides of a maximum', () => {
    const problem = problemOf({ x: [1, 2], y: [1, 5] }, [
      ['m', 'maximum', 'x y'],
      ['f', 'sum', 'm'],
    ]);
    const choice = ({ entry }: { readonly entry: number }) => (entry === 0 ? 0.25 : undefined);
    expect(gradientOfGraph(problem, float64, choice)).toEqual({
      value: 6,
      gradients: { x: [0.25, 0], y: [0.75, 1] },
    });
  });

  test('is not asked of an operation without kinks', () => {
    const problem = problemOf({ x: 2 }, [['s', 'square', 'x']]);
    expect(gradientOfGraph(problem, float64, () => 100)).toEqual({ value: 4, gradients: { x: 4 } });
  });
});
