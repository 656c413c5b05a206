import { describe, expect, it } from 'vitest';
import type { MlpProblem } from '../../model/problem.ts';
import { answerTo, dense, halfSquared, plain } from './test-networks.ts';

describe('shapes', () => {
  it('keeps non-square and one-wide layers, null biases and the batch apart', () => {
    // z1 = (x1 + 2 x2 - x3), a1 = z1; z2 = (a1, -a1): e = (2, -2) and (-1, 1) for the two examples.
    const { cost, outputs, gradients, deltas } = answerTo({
      kind: 'mlp',
      layers: [dense('identity', [[1, 2, -1]], null), dense('identity', [[1], [-1]], [0, 0])],
      loss: halfSquared,
      inputs: [
        [1, 1, 1],
        [0, 0, 1],
      ],
      targets: [
        [0, 0],
        [0, 0],
      ],
    });
    expect(outputs).toEqual([
      [2, -2],
      [-1, 1],
    ]);
    expect(cost).toBe(5);
    expect(deltas).toEqual([
      [[4], [-2]],
      [
        [2, -2],
        [-1, 1],
      ],
    ]);
    expect(gradients.biases).toEqual([null, [1, -1]]);
    expect(gradients.weights).toEqual([[[4, 4, 2]], [[5], [-5]]]);
    expect(gradients.inputs).toEqual([
      [4, 8, -4],
      [-2, -4, 2],
    ]);
  });
});

describe('the penalty', () => {
  const problem: MlpProblem = {
    kind: 'mlp',
    layers: [dense('identity', [[2]], [4])],
    loss: { name: 'squared-error', scale: 8 },
    inputs: [[0.5], [1]],
    targets: [[5], [6]],
    penalty: { name: 'l2', lambda: 0.25, biases: false },
  };

  it('is added once, neither scaled nor per example', () => {
    const { cost, gradients, deltas } = answerTo(problem);
    expect(cost).toBe(1);
    expect(gradients.weights).toEqual([[[1]]]);
    expect(plain(gradients.biases)).toEqual([[0]]);
    expect(plain(deltas)).toEqual([[[0], [0]]]);
  });

  it('includes the biases when asked to', () => {
    const { cost, gradients } = answerTo({ ...problem, penalty: { name: 'l2', lambda: 0.25, biases: true } });
    expect(cost).toBe(5);
    expect(gradients.biases).toEqual([[2]]);
  });
});

describe('a saturated network stays finite', () => {
  const identity = [
    [1, 0],
    [0, 1],
  ];

  it('in log-loss, whose cost is then |z|', () => {
    const { cost, gradients, outputs } = answerTo({
      kind: 'mlp',
      layers: [{ weights: identity, biases: null, activation: { name: 'sigmoid' } }],
      loss: { name: 'log-loss', scale: 1 },
      inputs: [[1024, -1024]],
      targets: [[0, 1]],
    });
    expect(outputs).toEqual([[1, 0]]);
    // -ln(1 - sigmoid(1024)) is 1024 + e^-1024, and e^-1024 is below every double.
    expect(cost).toBe(2048);
    expect(gradients.inputs).toEqual([[1, -1]]);
  });

  it.each([
    ['softmax', 'cross-entropy'],
    ['identity', 'cross-entropy-logits'],
  ] as const)('in %s with %s, whose cost is then the distance of the logits', (name, loss) => {
    const { cost, gradients } = answerTo({
      kind: 'mlp',
      layers: [{ weights: identity, biases: null, activation: { name } }],
      loss: { name: loss, scale: 1 },
      inputs: [[1024, -1024]],
      targets: [[0, 1]],
    });
    expect(cost).toBe(2048);
    expect(gradients.inputs).toEqual([[1, -1]]);
  });

  it('and keeps the last digits of a cost near 0', () => {
    const { cost } = answerTo({
      kind: 'mlp',
      layers: [{ weights: [[1]], biases: null, activation: { name: 'sigmoid' } }],
      loss: { name: 'log-loss', scale: 1 },
      inputs: [[64]],
      targets: [[1]],
    });
    // ln(1 + e^-64) = e^-64 (1 - e^-64 / 2 + ...): e^-64 to the last bit, since e^-64 < 2^-92.
    expect(cost).toBe(Math.exp(-64));
  });
});
