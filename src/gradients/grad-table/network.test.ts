import { describe, expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import type { DenseActivation, Loss, MlpProblem } from '../../model/problem.ts';
import type { GradientFunction } from '../implementation.ts';
import { fillGradTable } from './grad-table.ts';
import { gradient } from './gradient.ts';
import { recordNetwork } from './network.ts';
import { answer, identity, oneLayer, squaredError } from './test-networks.ts';

const viaTheSharedType: GradientFunction = gradient;

const edgesOf = (problem: MlpProblem): number => {
  const { graph, cost } = recordNetwork(problem, float64);
  return fillGradTable(graph, cost).edges;
};

describe('edges', () => {
  const dense = (activation: DenseActivation): MlpProblem => ({
    kind: 'mlp',
    layers: [
      {
        weights: [
          [1, 1],
          [1, 1],
          [1, 1],
        ],
        biases: [1, 1, 1],
        activation,
      },
      {
        weights: [
          [1, 1, 1],
          [1, 1, 1],
        ],
        biases: [1, 1],
        activation,
      },
    ],
    loss: squaredError,
    inputs: [[1, 2]],
    targets: [[0, 1]],
  });

  test('a unit with n inputs and a bias has 4 n, the squared error of an output 4', () => {
    // 3 units of 2 and 2 of 3; two squared errors, one sum of them, one scale.
    expect(edgesOf(dense(identity))).toBe(3 * 8 + 2 * 12 + 2 * 4 + 2 + 2);
  });

  test('a sigmoid of a positive z has 5, a relu 2', () => {
    const linear = edgesOf(dense(identity));
    expect(edgesOf(dense({ name: 'sigmoid' }))).toBe(linear + 5 * 5);
    expect(edgesOf(dense({ name: 'relu' }))).toBe(linear + 5 * 2);
  });

  test('examples share their parameters; the penalty comes once', () => {
    const problem = dense(identity);
    const one = edgesOf(problem);
    const inputs = [...problem.inputs, ...problem.inputs, ...problem.inputs];
    const targets = [...problem.targets, ...problem.targets, ...problem.targets];
    const scale = 2;
    expect(edgesOf({ ...problem, inputs, targets })).toBe(3 * (one - scale) + 2 * 2 + scale);
    // 12 squares, 11 sums, lambda, and the sum with the loss.
    const penalty = { name: 'l2', lambda: 0.5, biases: false } as const;
    expect(edgesOf({ ...problem, penalty })).toBe(one + 2 * (12 + 11 + 1 + 1));
    expect(edgesOf({ ...problem, penalty: { ...penalty, biases: true } })).toBe(one + 2 * (17 + 16 + 1 + 1));
    expect(edgesOf({ ...problem, penalty: { ...penalty, lambda: 0 } })).toBe(one);
  });
});

describe('the penalty', () => {
  const problem: MlpProblem = {
    ...oneLayer(identity, squaredError, [[1], [2]], [[3], [6]]),
    layers: [{ weights: [[3]], biases: [0], activation: identity }],
  };
  const with2 = {
    ...problem,
    layers: [{ weights: [[3]], biases: [2], activation: identity }],
    targets: [[5], [8]],
  };

  test('adds 2 lambda w once for the whole batch, and leaves the deltas alone', () => {
    const { cost, gradients, deltas } = answer({
      ...with2,
      penalty: { name: 'l2', lambda: 0.25, biases: false },
    });
    expect(cost).toBe(0.25 * 9);
    expect(gradients).toMatchObject({ weights: [[[1.5]]], biases: [[0]] });
    expect(deltas).toEqual([[[0], [0]]]);
  });

  test('adds 2 lambda b only where the biases are penalised', () => {
    const { cost, gradients } = answer({ ...with2, penalty: { name: 'l2', lambda: 0.25, biases: true } });
    expect(cost).toBe(0.25 * (9 + 4));
    expect(gradients).toMatchObject({ weights: [[[1.5]]], biases: [[1]] });
  });
});

describe('saturation', () => {
  test('sigmoid and tanh overflow nowhere', () => {
    for (const name of ['sigmoid', 'tanh'] as const) {
      const low = name === 'tanh' ? -1 : 0;
      const { outputs, deltas } = answer(oneLayer({ name }, squaredError, [[1000, -1000]], [[0, 1]]));
      expect(outputs).toEqual([[1, low]]);
      expect(deltas.flat(2).map(Math.abs)).toEqual([0, 0]);
    }
  });

  test('a logarithm with coefficient 0 is left out: 0 ln 0 = 0', () => {
    const logLoss: Loss = { name: 'log-loss', scale: 1 };
    const confident = answer(oneLayer({ name: 'sigmoid' }, logLoss, [[1000, -1000]], [[1, 0]]));
    expect(Math.abs(confident.cost)).toBe(0);
    expect(confident.gradients.inputs.flat().map(Math.abs)).toEqual([0, 0]);
    const crossEntropy: Loss = { name: 'cross-entropy', scale: 1 };
    const sure = answer(oneLayer({ name: 'softmax' }, crossEntropy, [[1000, -1000]], [[1, 0]]));
    expect(Math.abs(sure.cost)).toBe(0);
    expect(sure.gradients.inputs.flat().map(Math.abs)).toEqual([0, 0]);
  });

  test('the logarithm of an output that rounded to 0 gives an infinite cost, not a wrong one', () => {
    const logLoss: Loss = { name: 'log-loss', scale: 1 };
    expect(answer(oneLayer({ name: 'sigmoid' }, logLoss, [[1000]], [[0]])).cost).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  test('logits never saturate', () => {
    const logits: Loss = { name: 'cross-entropy-logits', scale: 1 };
    const { cost, deltas } = answer(oneLayer(identity, logits, [[1000, -1000]], [[0, 1]]));
    expect(cost).toBe(2000);
    expect(deltas).toEqual([[[1, -1]]]);
  });
});

test('a softmax of one unit has gradient exactly 0', () => {
  const { outputs, deltas } = answer(oneLayer({ name: 'softmax' }, squaredError, [[0.7]], [[0.2]]));
  expect(outputs).toEqual([[1]]);
  expect(deltas).toEqual([[[0]]]);
});

test('the shared function type is met', () => {
  const problem = oneLayer(identity, squaredError, [[1]], [[0]]);
  expect(viaTheSharedType(problem, float64)).toEqual(answer(problem));
});
