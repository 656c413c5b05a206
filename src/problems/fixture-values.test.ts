import { describe, expect, it } from 'vitest';
import { expectedAnswer, nearestDouble } from './fixture-values.ts';
import { gradientFixture } from './test-fixtures.ts';

describe('nearestDouble', () => {
  // Half way between 1 - 2^-53 and 1 lies 1 - 2^-54 = 0.99999999999999994448884876874217297881841659...
  it.each([
    ['0.15', 0.15],
    ['0.1499999999999999944488848768742172978818', 0.15],
    ['0.9999999999999999444888487687421729788185', 1],
    ['0.9999999999999999444888487687421729788184', 1 - 2 ** -53],
    ['-1.877907218008655032467941e-12', -1.877907218008655e-12],
    ['0', 0],
  ])('gives the double nearest to %s', (decimal, double) => {
    expect(nearestDouble(decimal)).toBe(double);
  });

  it.each([
    ['1e999', 'expected a decimal among the doubles, got 1e999'],
    ['', 'expected a decimal number, got ""'],
    ['Infinity', 'expected a decimal number, got "Infinity"'],
  ])('refuses %j', (decimal, message) => {
    expect(() => nearestDouble(decimal)).toThrow(new RangeError(message));
  });
});

describe('expectedAnswer', () => {
  // By hand: U = [[0,-1],[1,0],[1,0],[2,1]], errors 1/4, 1/4, 1/4, 5/4, and z >= 0 counts as positive.
  it('is the whole answer in doubles', () => {
    expect(expectedAnswer(gradientFixture('xor-relu-zero'))).toEqual({
      cost: 0.875,
      outputs: [[0.25], [1.25], [1.25], [1.25]],
      trace: {
        preActivations: [
          [
            [0, -1],
            [1, 0],
            [1, 0],
            [2, 1],
          ],
          [[0.25], [1.25], [1.25], [1.25]],
        ],
        activations: [
          [
            [0, 0],
            [1, 0],
            [1, 0],
            [2, 1],
          ],
          [[0.25], [1.25], [1.25], [1.25]],
        ],
      },
      deltas: [
        [
          [0.25, 0],
          [0.25, -0.25],
          [0.25, -0.25],
          [1.25, -1.25],
        ],
        [[0.25], [0.25], [0.25], [1.25]],
      ],
      gradients: {
        weights: [
          [
            [1.5, 1.5],
            [-1.5, -1.5],
          ],
          [[3, 1.25]],
        ],
        biases: [[2, -1.75], [2]],
        inputs: [
          [0.25, 0.25],
          [0, 0],
          [0, 0],
          [0, 0],
        ],
      },
    });
  });

  it('keeps null biases null and pieces in front', () => {
    expect(expectedAnswer(gradientFixture('eleven-lines')).gradients.biases).toEqual([null, null]);
    const { weights, biases } = expectedAnswer(gradientFixture('maxout-tie')).gradients;
    expect(weights[0]).toEqual([
      [
        [-1.3125, -0.65625],
        [0, 0],
      ],
      [
        [0, 0],
        [0, 0],
      ],
      [
        [0, 0],
        [0.4375, 0.21875],
      ],
    ]);
    expect(biases[0]).toEqual([
      [-1.3125, 0],
      [0, 0],
      [0, 0.4375],
    ]);
  });
});
