import { expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { isRefusal } from '../../model/answer.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { derive } from './derivation.ts';
import { keepLargest } from './largest.ts';

const offered = (products: readonly number[], keep: number) => {
  const largest = keepLargest<number, string>(float64, keep);
  for (const [index, product] of products.entries()) largest.offer(product, () => `${index}: ${product}`);
  return { kept: largest.kept(), rest: largest.rest() };
};

test('the largest by absolute size are kept in the order in which they came', () => {
  expect(offered([1, -5, 0.5, 4, -2], 2)).toEqual({
    kept: ['1: -5', '3: 4'],
    rest: { paths: 3, sum: -0.5 },
  });
  expect(offered([1, 2, 3], 2)).toEqual({ kept: ['1: 2', '2: 3'], rest: { paths: 1, sum: 1 } });
});

test('of equals those that came first are kept', () => {
  expect(offered([3, -3, 3], 1)).toEqual({ kept: ['0: 3'], rest: { paths: 2, sum: 0 } });
  expect(offered([3, 3, 4], 2).kept).toEqual(['0: 3', '2: 4']);
});

test('everything is kept where there is room, and nothing is left over', () => {
  expect(offered([3, -1], 2)).toEqual({ kept: ['0: 3', '1: -1'], rest: { paths: 0, sum: 0 } });
  expect(offered([3, -1], Number.POSITIVE_INFINITY).kept.length).toBe(2);
});

test('what is not a number is kept before anything else', () => {
  expect(offered([9, Number.NaN, 8], 1)).toEqual({ kept: ['1: NaN'], rest: { paths: 2, sum: 17 } });
});

/** All numbers are small dyadics and every layer is linear: nothing rounds. */
const exact: MlpProblem = {
  kind: 'mlp',
  layers: [
    { weights: [[1], [2]], biases: null, activation: { name: 'identity' } },
    { weights: [[4, -1]], biases: null, activation: { name: 'identity' } },
  ],
  loss: { name: 'squared-error', scale: 0.5 },
  inputs: [[1], [3]],
  targets: [[0], [0]],
};

test('a derivation of few paths keeps the largest over all examples; the rest and they add up to the total', () => {
  const place = { kind: 'input', example: 1, component: 0 } as const;
  const few = derive(exact, float64, place, undefined, 1);
  if (isRefusal(few)) throw new Error(few.refused);
  // y = 4 x - 2 x = 6 at x = 3, so dJ/dx = 6 * 2: 6 * 4 by the first hidden unit, 6 * -2 by the second.
  expect(few.examples.map(({ paths }) => paths.map(({ product }) => product))).toEqual([[24]]);
  expect(few.rest).toEqual({ paths: 1, sum: -12 });
  expect(few.total).toBe(12);
  expect(few.symbol).toBe('x(1)');
});

test('paths are kept across examples, each with the layers it crosses and the values it meets', () => {
  const place = { kind: 'weight', layer: 0, unit: 1, input: 0 } as const;
  const few = derive(exact, float64, place, undefined, 1);
  if (isRefusal(few)) throw new Error(few.refused);
  const [first, second] = few.examples;
  // dJ/dw = x * -1 * y: -2 from x = 1, -18 from x = 3.
  expect(first?.paths).toEqual([]);
  expect(second?.paths.map(({ product, steps }) => ({ product, steps }))).toEqual([
    {
      product: -18,
      steps: [
        { layer: 0, piece: 0, unit: 1, exit: 1 },
        { layer: 1, piece: 0, unit: 0, exit: 0 },
      ],
    },
  ]);
  expect(few.rest).toEqual({ paths: 1, sum: -2 });
  expect(second?.pass.layers.map(({ z }) => z)).toEqual([[3, 6], [6]]);
  expect(second?.lossSlopes).toEqual([12]);
  expect(second?.crossings).toEqual([
    { kind: 'element-wise', slopes: [[1, 1]] },
    { kind: 'element-wise', slopes: [[1]] },
  ]);
});
