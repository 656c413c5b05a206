import { describe, expect, test } from 'vitest';
import { answerOf, problemOf, type Step } from './test-problems.ts';

describe('one layer as a graph', () => {
  test('a rectified layer H = max(0, X W + b), whose biases get the sum over the examples', () => {
    const inputs = {
      X: [
        [1, 2],
        [-1, 1],
      ],
      W: [
        [1, -1, 0],
        [1, 1, -1],
      ],
      b: [0, 1, 1],
    };
    const steps: readonly Step[] = [
      ['U', 'matmul', 'X W'],
      ['B', 'broadcast', 'b', { shape: [2, 3], axes: [1] }],
      ['Z', 'add', 'U B'],
      ['H', 'relu', 'Z'],
      ['s', 'sum', 'H'],
    ];
    // Z = [[3, 2, -1], [0, 3, 0]]: one entry is below 0, two are at 0 and count as positive.
    expect(answerOf(problemOf(inputs, steps))).toEqual({
      value: 8,
      gradients: {
        X: [
          [0, 2],
          [0, 1],
        ],
        W: [
          [0, 0, -1],
          [3, 3, 1],
        ],
        b: [2, 2, 1],
      },
    });
  });

  test('a linear regression with weight decay: w is used twice and gets both contributions', () => {
    const inputs = { x: [1, 2], w: [3, -1], t: 0.5, lambda: 0.25 };
    const steps: readonly Step[] = [
      ['y', 'dot', 'x w'],
      ['loss', 'squared-error', 'y t'],
      ['omega', 'dot', 'w w'],
      ['decay', 'mul', 'lambda omega'],
      ['J', 'add', 'loss decay'],
    ];
    // y = 1, 2 (y - t) = 1: x from the loss, 2 lambda w from the penalty.
    expect(answerOf(problemOf(inputs, steps, ['w', 'lambda']))).toEqual({
      value: 2.75,
      gradients: { w: [1 + 1.5, 2 - 0.5], lambda: 10 },
    });
  });

  // @clause GENERAL-MATMUL
  test('L = sum of the squares of X W, with a factor that fills one slot of a product with data', () => {
    const inputs = {
      X: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      W: [
        [1, -2],
        [3, 4],
      ],
    };
    const steps: readonly Step[] = [
      ['U', 'matmul', 'X W'],
      ['S', 'square', 'U'],
      ['L', 'sum', 'S'],
    ];
    // 2 X' X W = [[70, 88], [88, 112]] W.
    expect(answerOf(problemOf(inputs, steps, ['W']))).toEqual({
      value: 49 + 36 + 225 + 100 + 529 + 196,
      gradients: {
        W: [
          [334, 212],
          [424, 272],
        ],
      },
    });
  });
});
