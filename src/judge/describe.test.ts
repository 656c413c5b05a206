import { expect, it } from 'vitest';
import { describeDiscrepancy } from './describe.ts';

it.each([
  [0.5, '0.5 x the derivative'],
  [1.01, '1.01 x the derivative'],
  [1.00333, 'off by 0.00333 of the derivative'],
  [0.997, '0.997 x the derivative'],
  [1 + 2e-9, 'off by 2e-9 of the derivative'],
  [-1, '-1 x the derivative'],
])('%s in place of 1 is said to be %s', (got, words) => {
  const path = ['gradients', 'weights', 0, 0, 0];
  const discrepancy = { question: 0, path, got, expected: 1, bound: 1e-15 };
  expect(describeDiscrepancy(discrepancy, 1, 1)).toBe(`weights[0][0][0] is ${words}`);
});

it.each([
  [['cost'], 2, 'cost is 2 x the expected value'],
  [['outputs', 0, 1], 0, 'outputs[0][1] is 0 instead of the expected value'],
  [['value'], 1 + 2e-9, 'value is off by 2e-9 of the expected value'],
  [['deltas', 0, 0, 0], 2, 'deltas[0][0][0] is 2 x the derivative'],
  [['gradients', 'value'], 2, 'value is 2 x the derivative'],
])('what is no derivative is not called one: %j', (path, got, sentence) => {
  expect(describeDiscrepancy({ question: 0, path, got, expected: 1, bound: 1e-15 }, 1, 1)).toBe(sentence);
});
