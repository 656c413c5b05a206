import { describe, expect, test } from 'vitest';
import type { KinkChoice } from '../../model/kinks.ts';
import type { DenseActivation, MlpProblem } from '../../model/problem.ts';
import { answer, identity, oneLayer, squaredError } from './test-networks.ts';

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
