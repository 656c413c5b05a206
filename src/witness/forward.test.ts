import { describe, expect, it } from 'vitest';
import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import { float64 } from '../arithmetic/float64.ts';
import type { Loss, MlpProblem } from '../model/problem.ts';
import { forward } from './forward.ts';

const oneUnit = (loss: Loss, x: number, target: number): MlpProblem => ({
  kind: 'mlp',
  layers: [{ weights: [[1]], biases: null, activation: { name: 'sigmoid' } }],
  loss,
  inputs: [[x]],
  targets: [[target]],
});

/** Exact on its own: every product and sum below is a double, so the result is exact and compared exactly. */
const dyadic = (loss: Loss): MlpProblem => ({
  kind: 'mlp',
  layers: [
    {
      // z = [0.5*2 - 1*(-1) + 0.25, 2*2 + 0.5*(-1)] = [2.25, 3.5]; the second piece [-1, 4]
      weights: [
        [
          [0.5, -1],
          [2, 0.5],
        ],
        [
          [0, 1],
          [1, -2],
        ],
      ],
      biases: [
        [0.25, 0],
        [0, 0],
      ],
      activation: { name: 'maxout', pieces: 2 },
    },
    // z = [2.25 - 4, 2.25 + 4] = [-1.75, 6.25], a = [-0.4375, 6.25]
    {
      weights: [
        [1, -1],
        [1, 1],
      ],
      biases: null,
      activation: { name: 'leaky-relu', alpha: 0.25 },
    },
    // z = [-0.4375 + 6.25, 2 * -0.4375] = [5.8125, -0.875], a = [2 z - 1] = [10.625, -2.75]
    {
      weights: [
        [1, 1],
        [2, 0],
      ],
      biases: [0, 0],
      activation: { name: 'linear', alpha: 2, beta: -1 },
    },
  ],
  loss,
  penalty: { name: 'l2', lambda: 0.5, biases: true },
  inputs: [[2, -1]],
  targets: [[0, 1]],
});

// Squares of the weights: 5.5 + 6 in the pieces, 4, 6; of the biases 1/16. Half of 21.5625.
const dyadicPenalty = 10.78125;

describe('exactly representable networks', () => {
  it('the trace is exact', () => {
    const { outputs, trace } = forward(dyadic({ name: 'squared-error', scale: 1 }), float64);
    expect(trace.preActivations).toEqual([[[2.25, 4]], [[-1.75, 6.25]], [[5.8125, -0.875]]]);
    expect(trace.activations).toEqual([[[2.25, 4]], [[-0.4375, 6.25]], [[10.625, -2.75]]]);
    expect(outputs).toEqual([[10.625, -2.75]]);
  });

  it('squared error is the scaled sum of squares plus the penalty', () => {
    // 10.625^2 + 3.75^2 = 112.890625 + 14.0625
    expect(forward(dyadic({ name: 'squared-error', scale: 0.5 }), float64).cost).toBe(
      126.953125 / 2 + dyadicPenalty,
    );
  });

  it('hinge sums the violated margins', () => {
    // class 1: 10.625 - (-2.75) + 1
    expect(forward(dyadic({ name: 'hinge', scale: 2 }), float64).cost).toBe(2 * 14.375 + dyadicPenalty);
  });

  it('the norm of a 3-4-5 difference is 5', () => {
    const problem: MlpProblem = {
      kind: 'mlp',
      layers: [{ weights: [[1], [1]], biases: [1, 2], activation: { name: 'relu' } }],
      loss: { name: 'norm', scale: 1 },
      inputs: [[2], [-3]],
      targets: [
        [0, 0],
        [3, 4],
      ],
    };
    // Outputs [3, 4] and [0, 0]: both differences have norm 5.
    expect(forward(problem, float64).cost).toBe(10);
  });

  it('a penalty without biases leaves them out', () => {
    const problem = dyadic({ name: 'hinge', scale: 2 });
    const penalty = { name: 'l2' as const, lambda: 0.5, biases: false };
    expect(forward({ ...problem, penalty }, float64).cost).toBe(28.75 + 10.75);
  });
});

describe('saturated outputs', () => {
  // mpmath 1.3, 800 digits (1 - y has 348 leading nines), -t ln y - (1 - t) ln(1 - y) with y = 1/(1 + exp(-z)).
  it.each([
    [40, 1, 4.248354255291589e-18],
    [-40, 0, 4.248354255291589e-18],
    [40, 0, 40],
    // 3.667874584177687e-348, which is nearest to 0
    [800, 1, 0],
    [-800, 0.25, 200],
  ])('log-loss of a saturated unit stays finite: z = %d, t = %d', (z, target, reference) => {
    const { cost } = forward(oneUnit({ name: 'log-loss', scale: 1 }, z, target), float64);
    // exp and log within 8 u each, four more roundings.
    expect(Math.abs(cost - reference) <= 20 * 2 ** -53 * reference).toBe(true);
  });

  it('0 ln 0 is 0 in a cross-entropy whose softmax saturates', () => {
    const problem: MlpProblem = {
      kind: 'mlp',
      layers: [{ weights: [[1], [-1]], biases: null, activation: { name: 'softmax' } }],
      loss: { name: 'cross-entropy', scale: 1 },
      inputs: [[1000]],
      targets: [[1, 0]],
    };
    expect(forward(problem, float64).cost).toBe(0);
    expect(forward({ ...problem, targets: [[0, 1]] }, float64).cost).toBe(2000);
  });
});

it('parameters given beside the problem take the place of its own', () => {
  const problem = dyadic({ name: 'squared-error', scale: 1 });
  const zeros = new Array(22).fill(0);
  // All weights, biases and inputs 0: the outputs are beta = -1, against targets 0 and 1.
  expect(forward(problem, float64, zeros).cost).toBe(5);
});

it('the pass works in any arithmetic, here one that counts', () => {
  let operations = 0;
  const counting: Arithmetic<number> = {
    ...float64,
    mul: (left, right) => {
      operations += 1;
      return left * right;
    },
  };
  forward(oneUnit({ name: 'squared-error', scale: 1 }, 1, 0), counting);
  // w x, the square, the scale.
  expect(operations).toBe(3);
});
