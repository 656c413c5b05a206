import { describe, expect, it } from 'vitest';
import { flatNumbers, mapGraphAnswer, numbersOfGraph } from './graph-numbers.ts';

const answer = {
  value: 7,
  gradients: {
    W: [
      [1, 2],
      [3, 4],
    ],
    b: 5,
  },
};

describe('the numbers of an answer to a graph', () => {
  it('are the value, then the gradients in the order of wrt, row-major', () => {
    expect(numbersOfGraph({ wrt: ['b', 'W'] }, answer)).toEqual([7, 5, 1, 2, 3, 4]);
  });

  it('keep their places when each is replaced', () => {
    expect(mapGraphAnswer(answer, String)).toEqual({
      value: '7',
      gradients: {
        W: [
          ['1', '2'],
          ['3', '4'],
        ],
        b: '5',
      },
    });
  });

  it('are refused where a gradient is missing', () => {
    expect(() => numbersOfGraph({ wrt: ['x'] }, answer)).toThrow(
      new RangeError('gradients.x: expected a gradient, got none'),
    );
  });
});

describe('the numbers of a tensor', () => {
  it('are one for a scalar and row-major for lists of lists', () => {
    expect(flatNumbers(3)).toEqual([3]);
    expect(
      flatNumbers([
        [
          [1, 2],
          [3, 4],
        ],
        [
          [5, 6],
          [7, 8],
        ],
      ]),
    ).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
