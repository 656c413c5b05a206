import { describe, expect, test } from 'vitest';
import { isRefusal } from '../model/answer.ts';
import { answerOf, problemOf, type Step } from './test-problems.ts';

// Expected values by hand, exact.
describe('small graphs', () => {
  // @clause TABLE-NODES
  // @clause CHAIN-BRANCHES
  test('(x + y) z at (-2, 5, -4)', () => {
    const steps: readonly Step[] = [
      ['q', 'add', 'x y'],
      ['f', 'mul', 'q z'],
    ];
    expect(answerOf(problemOf({ x: -2, y: 5, z: -4 }, steps, ['x', 'y', 'z', 'q', 'f']))).toEqual({
      value: -12,
      gradients: { x: -4, y: -4, z: 3, q: -4, f: 1 },
    });
  });

  // @clause GRAPH-EXAMPLES
  test('z = x y', () => {
    expect(answerOf(problemOf({ x: 3, y: 5 }, [['z', 'mul', 'x y']]))).toEqual({
      value: 15,
      gradients: { x: 5, y: 3 },
    });
  });

  test('a logistic regression: y = sigma(x . w + b) at x . w + b = 0, where the slope is 1/4', () => {
    const steps: readonly Step[] = [
      ['u', 'dot', 'x w'],
      ['z', 'add', 'u b'],
      ['y', 'sigmoid', 'z'],
    ];
    expect(answerOf(problemOf({ x: [1, -2], w: [3, 2], b: 1 }, steps))).toEqual({
      value: 0.5,
      gradients: { x: [0.75, 0.5], w: [0.25, -0.5], b: 0.25 },
    });
  });

  // @clause GATE-MAX
  test.each([
    ['maximum', 2, 1, [5, 0]],
    ['maximum', 1, 1, [5, 0]],
    ['maximum', 1, 2, [0, 5]],
    ['minimum', 2, 1, [0, 5]],
    ['minimum', 1, 1, [5, 0]],
  ])('%s of %d and %d routes the whole gradient', (op, x, y, gradients) => {
    const problem = problemOf({ x, y, five: 5 }, [
      ['m', op, 'x y'],
      ['f', 'mul', 'five m'],
    ]);
    const answer = answerOf(problem);
    expect(isRefusal(answer) ? answer : [answer.gradients['x'], answer.gradients['y']]).toEqual(gradients);
  });

  test.each([
    ['max', [2, 7, 7, 1], { axis: 0 }, [0, 1, 0, 0]],
    ['min', [2, 1, 7, 1], {}, [0, 1, 0, 0]],
    ['norm', [3, -4], {}, [0.6, -0.8]],
    ['norm', [0, 0], {}, [0, 0]],
    ['mean', [3, -4], {}, [0.5, 0.5]],
    ['hinge', [3, 3.5, 2], { classes: [0] }, [-1, 1, 0]],
    ['logsumexp', [1, 1], { axis: 0 }, [0.5, 0.5]],
  ])('%s of %j with %j', (op, x, attributes, gradient) => {
    const answer = answerOf(problemOf({ x }, [['f', op, 'x', attributes]]));
    expect(isRefusal(answer) ? answer : answer.gradients['x']).toEqual(gradient);
  });

  // At 0, where the documents' conventions decide; and one point on either side.
  test.each([
    ['relu', {}, [-1, 0, 2], [0, 1, 1]],
    ['leaky-relu', { alpha: 0.25 }, [-1, 0, 2], [0.25, 1, 1]],
    ['elu', { alpha: 0.25 }, [0, 2, 3], [0.25, 1, 1]],
    ['softplus', {}, [0, 0, 0], [0.5, 0.5, 0.5]],
    ['tanh', {}, [0, 0, 0], [1, 1, 1]],
  ])('the slope of %s with %j at %j is %j', (op, attributes, x, slopes) => {
    const problem = problemOf({ x }, [
      ['y', op, 'x', attributes],
      ['f', 'sum', 'y'],
    ]);
    const answer = answerOf(problem);
    expect(isRefusal(answer) ? answer : answer.gradients['x']).toEqual(slopes);
  });

  test('a tensor of three axes has a gradient of three axes', () => {
    const x = [
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      [
        [7, 8],
        [9, 10],
        [11, 12],
      ],
    ];
    const problem = problemOf({ x }, [
      ['t', 'transpose', 'x', { axes: [2, 0, 1] }],
      ['r', 'reshape', 't', { shape: [4, 3] }],
      ['row', 'slice', 'r', { axis: 0, start: 1, stop: 2 }],
      ['q', 'square', 'row'],
      ['s', 'sum', 'q'],
    ]);
    // Row 1 of the transposed and reshaped tensor is 7, 9, 11.
    expect(answerOf(problem)).toEqual({
      value: 49 + 81 + 121,
      gradients: {
        x: [
          [
            [0, 0],
            [0, 0],
            [0, 0],
          ],
          [
            [14, 0],
            [18, 0],
            [22, 0],
          ],
        ],
      },
    });
  });

  test('extreme arguments neither overflow nor cancel', () => {
    const problem = problemOf({ x: [800, -800, 40] }, [
      ['s', 'sigmoid', 'x'],
      ['p', 'softplus', 'x'],
      ['l', 'logsumexp', 'x'],
      ['a', 'add', 's p'],
      ['t', 'sum', 'a'],
      ['f', 'add', 't l'],
    ]);
    const answer = answerOf(problem);
    expect(isRefusal(answer) ? answer : answer.value).toBe(1 + 800 + 1 + 40 + 800);
    // The slope of the sigmoid at 40 is 4.248354255291589e-18, which is below the last digit of 1.
    const slope = answerOf(problemOf({ x: 40 }, [['s', 'sigmoid', 'x']]));
    expect(isRefusal(slope) ? slope : slope.gradients['x']).toBe(4.248354255291589e-18);
  });
});
