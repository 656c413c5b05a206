import { expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { type Answer, isRefusal } from '../../model/answer.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { gradient } from './gradient.ts';
import { plainOutputs } from './test-networks.ts';

/** The unit roundoff of binary64. */
const u = 2 ** -53;

const answer = (problem: MlpProblem): Answer => {
  const attempt = gradient(problem, float64);
  if (isRefusal(attempt)) throw new Error(attempt.refused);
  return attempt;
};

test('the norm of differences whose squares underflow is not 0', () => {
  const { cost, gradients } = answer(plainOutputs('norm', [3 * 2 ** -700, -4 * 2 ** -700], [0, 0]));
  expect(cost).toBe(10 * 2 ** -700);
  expect(gradients.inputs).toEqual([[2 * (3 / 5), 2 * (-4 / 5)]]);
});

test('saturated outputs keep cost and gradients finite', () => {
  const sigmoidNet = (z: number, t: number): MlpProblem => ({
    kind: 'mlp',
    layers: [{ weights: [[1]], biases: [0], activation: { name: 'sigmoid' } }],
    loss: { name: 'log-loss', scale: 1 },
    inputs: [[z]],
    targets: [[t]],
  });
  for (const [z, t, cost, delta] of [
    [800, 0, 800, 1],
    [-800, 1, 800, -1],
    [800, 1, 0, 0],
  ] as const) {
    const got = answer(sigmoidNet(z, t));
    expect(got.cost).toBe(cost);
    expect(got.gradients.biases).toEqual([[delta]]);
  }
  const logits = answer({
    ...plainOutputs('cross-entropy-logits', [1000, 0], [0, 1]),
    loss: { name: 'cross-entropy-logits', scale: 1 },
  });
  expect(logits.cost).toBe(1000);
  expect(logits.gradients.inputs).toEqual([[1, -1]]);
});

test('a cost far below the unit roundoff keeps its digits', () => {
  const problem = plainOutputs('cross-entropy-logits', [50, 0], [1, 0]);
  // 2 ln(1 + e^-50) by mpmath at 40 digits. 1 + e^-50 rounds to 1, so only exp (2u) and the reading of the
  // expected digits (u) round; the scale is 2 and the target 1.
  const error = Math.abs(answer(problem).cost - Number('3.85749969592783556603e-22'));
  expect(Number.isFinite(error) && error <= 3 * u * 3.9e-22).toBe(true);
});

test('cross-entropy takes delta = y sum(t) - t for targets that do not sum to 1', () => {
  const equal: MlpProblem = {
    kind: 'mlp',
    layers: [{ weights: [[0], [0]], biases: [0, 0], activation: { name: 'softmax' } }],
    loss: { name: 'cross-entropy', scale: 1 },
    inputs: [[1]],
    targets: [[0.5, 0.25]],
  };
  expect(answer(equal).deltas).toEqual([[[0.375 - 0.5, 0.375 - 0.25]]]);
  const logits = plainOutputs('cross-entropy-logits', [0, 0], [0.5, 0.25]);
  expect(answer(logits).deltas).toEqual([[[-0.25, 0.25]]]);
});
