import { describe, expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import type { KinkChoice } from '../../model/kinks.ts';
import type { DenseActivation, Loss, MlpProblem } from '../../model/problem.ts';
import type { GradientFunction } from '../implementation.ts';
import { fillGradTable } from './grad-table.ts';
import { gradient } from './gradient.ts';
import { recordNetwork } from './network.ts';

const viaTheSharedType: GradientFunction = gradient;

const answer = (problem: MlpProblem, kinks?: KinkChoice) => gradient(problem, float64, kinks);

const edgesOf = (problem: MlpProblem): number => {
  const { graph, cost } = recordNetwork(problem, float64);
  return fillGradTable(graph, cost).edges;
};

/** The inputs themselves as pre-activations of one layer: deltas are then the input gradients. */
const oneLayer = (
  activation: DenseActivation,
  loss: Loss,
  inputs: readonly (readonly number[])[],
  targets: readonly (readonly number[])[],
): MlpProblem => {
  const weights = (inputs[0] ?? []).map((_x, unit, row) => row.map((_y, input) => Number(unit === input)));
  return { kind: 'mlp', layers: [{ weights, biases: null, activation }], loss, inputs, targets };
};

const identity = { name: 'identity' } as const;
const squaredError: Loss = { name: 'squared-error', scale: 0.5 };

describe('the relu network for XOR, with pre-activations that are exactly 0', () => {
  // Worked by hand: the z that are 0 let the convention show. All numbers are exact in binary.
  const xor: MlpProblem = {
    kind: 'mlp',
    layers: [
      {
        weights: [
          [1, 1],
          [1, 1],
        ],
        biases: [0, -1],
        activation: { name: 'relu' },
      },
      { weights: [[1, -1]], biases: [0.25], activation: identity },
    ],
    loss: squaredError,
    inputs: [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ],
    targets: [[0], [1], [1], [0]],
  };

  test('relu(0) counts as positive', () => {
    const { cost, outputs, gradients, trace } = answer(xor);
    expect(cost).toBe(0.875);
    expect(outputs).toEqual([[0.25], [1.25], [1.25], [1.25]]);
    expect(trace.preActivations[0]).toEqual([
      [0, -1],
      [1, 0],
      [1, 0],
      [2, 1],
    ]);
    expect(gradients.weights).toEqual([
      [
        [1.5, 1.5],
        [-1.5, -1.5],
      ],
      [[3, 1.25]],
    ]);
    expect(gradients.biases).toEqual([[2, -1.75], [2]]);
  });

  test('a choice of 0 at the kinks gives the other convention', () => {
    const at = [
      [0, 0],
      [1, 1],
      [2, 1],
    ];
    const { cost, gradients } = answer(xor, (site) =>
      site.kind === 'activation' &&
      at.some(([example, unit]) => site.example === example && site.unit === unit)
        ? 0
        : undefined,
    );
    expect(cost).toBe(0.875);
    expect(gradients.weights).toEqual([
      [
        [1.5, 1.5],
        [-1.25, -1.25],
      ],
      [[3, 1.25]],
    ]);
    expect(gradients.biases).toEqual([[1.75, -1.25], [2]]);
  });
});

describe('other kinks', () => {
  const slopeAtZero = (activation: DenseActivation, kinks?: KinkChoice) =>
    answer(oneLayer(activation, squaredError, [[0]], [[-1]]), kinks).deltas;

  test('leaky-relu counts 0 as positive, elu does not', () => {
    expect(slopeAtZero({ name: 'leaky-relu', alpha: 0.125 })).toEqual([[[1]]]);
    expect(slopeAtZero({ name: 'elu', alpha: 0.5 })).toEqual([[[0.5]]]);
  });

  test.each<DenseActivation>([
    { name: 'relu' },
    { name: 'leaky-relu', alpha: 1 },
    { name: 'elu', alpha: 0.5 },
  ])('$name takes the derivative that is chosen for it', (activation) => {
    expect(slopeAtZero(activation, () => 0.3)).toEqual([[[0.3]]]);
  });

  test('a chosen derivative changes no value', () => {
    const problem = oneLayer({ name: 'elu', alpha: 0.7 }, squaredError, [[-0.3, 0.4]], [[0, 1]]);
    const { cost, outputs, trace } = answer(problem);
    const chosen = answer(problem, () => 0.9);
    expect([chosen.cost, chosen.outputs, chosen.trace]).toEqual([cost, outputs, trace]);
  });

  const tied: MlpProblem = {
    kind: 'mlp',
    layers: [
      { weights: [[[1]], [[2]], [[2]]], biases: [[0], [1], [1]], activation: { name: 'maxout', pieces: 3 } },
    ],
    loss: squaredError,
    inputs: [[3]],
    targets: [[6]],
  };

  test('maxout gives a tie to the lowest piece', () => {
    const { gradients, deltas, trace } = answer(tied);
    expect(trace).toEqual({ preActivations: [[[7]]], activations: [[[7]]] });
    expect(deltas).toEqual([[[1]]]);
    expect(gradients).toEqual({ weights: [[[[0]], [[3]], [[0]]]], biases: [[[0], [1], [0]]], inputs: [[2]] });
  });

  test('maxout shares between the pieces as chosen', () => {
    const weights = [undefined, 0.25, 0.75];
    const { gradients, deltas } = answer(tied, (site) =>
      site.kind === 'maxout' ? weights[site.piece] : undefined,
    );
    expect(deltas).toEqual([[[1]]]);
    expect(gradients).toEqual({
      weights: [[[[0]], [[0.75]], [[2.25]]]],
      biases: [[[0], [0.25], [0.75]]],
      inputs: [[2]],
    });
  });

  test('a maxout layer without biases has no bias gradient', () => {
    const layers = [
      { weights: [[[1]], [[2]]], biases: null, activation: { name: 'maxout', pieces: 2 } as const },
    ];
    expect(answer({ ...tied, layers }).gradients).toEqual({
      weights: [[[[0]], [[0]]]],
      biases: [null],
      inputs: [[0]],
    });
  });
});

describe('hinge', () => {
  const hinge: Loss = { name: 'hinge', scale: 0.5 };

  test('only margins above 0 count, each against the correct class', () => {
    // Margins: (-0.5, 0.25) and (-0.25, 1.25).
    const { cost, deltas } = answer(
      oneLayer(
        identity,
        hinge,
        [
          [3, 1.5, 2.25],
          [0.5, 2, 1.75],
        ],
        [
          [1, 0, 0],
          [0, 0, 1],
        ],
      ),
    );
    expect(cost).toBe(0.75);
    expect(deltas).toEqual([
      [
        [-0.5, 0, 0.5],
        [0, 0.5, -0.5],
      ],
    ]);
  });

  test('a margin of exactly 0 is inactive unless a derivative is chosen', () => {
    const problem = oneLayer(identity, hinge, [[1, 0]], [[1, 0]]);
    expect(answer(problem).deltas).toEqual([[[0, 0]]]);
    expect(answer(problem, () => 0.25)).toMatchObject({ cost: 0, deltas: [[[-0.125, 0.125]]] });
  });
});

describe('norm', () => {
  const norm: Loss = { name: 'norm', scale: 2 };

  test('of (1, 1, 1, 1) is 2 with derivative 1/2 each', () => {
    const problem = oneLayer(identity, norm, [[1, 2, 3, 4]], [[0, 1, 2, 3]]);
    expect(answer(problem)).toMatchObject({ cost: 4, deltas: [[[1, 1, 1, 1]]] });
  });

  test('of 0 has gradient 0 unless one is chosen', () => {
    const problem = oneLayer(identity, norm, [[3, -1]], [[3, -1]]);
    expect(answer(problem)).toMatchObject({ cost: 0, deltas: [[[0, 0]]], gradients: { inputs: [[0, 0]] } });
    const choose: KinkChoice = (site) => (site.unit === 0 ? 0.5 : undefined);
    expect(answer(problem, choose)).toMatchObject({ cost: 0, deltas: [[[1, 0]]] });
  });
});

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
