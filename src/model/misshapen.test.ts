import { expect, it } from 'vitest';
import type { MlpProblem } from './problem.ts';
import { readAnswer } from './read-answer.ts';

const problem: MlpProblem = {
  kind: 'mlp',
  layers: [{ weights: [[1, 2, 3]], biases: [1], activation: { name: 'tanh' } }],
  loss: { name: 'squared-error', scale: 1 },
  inputs: [[1, 2, 3]],
  targets: [[1]],
};

const misshapen = (gradients: object) => {
  const read = readAnswer({ gradients }, problem);
  return read.kind === 'malformed' ? read.misshapen : 'an answer';
};

it('keeps the numbers of an answer in another shape', () => {
  expect(misshapen({ weights: [[[1], [2], [3]]], biases: [[[4]]] })).toEqual({
    gradients: { weights: [[[1], [2], [3]]], biases: [[[4]]] },
  });
});

it.each([
  ['a gap', { weights: [[[1], [2], ['x']]], biases: [[4]] }],
  ['a number that is not finite', { weights: [[[1], [2], [Number.NaN]]], biases: [[4]] }],
  ['no biases', { weights: [[[1], [2], [3]]] }],
  ['too many numbers', { weights: [new Array(3000).fill([1])], biases: [[4]] }],
])('keeps nothing of %s', (_, gradients) => {
  expect(misshapen(gradients)).toBeUndefined();
});
