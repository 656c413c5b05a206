import { describe, expect, it } from 'vitest';
import type { MlpProblem } from '../../model/problem.ts';
import { answerTo, dense, halfSquared, plain } from './test-networks.ts';

describe('relu at zero: a XOR network with pre-activations of exactly 0', () => {
  // Rows of X: 00, 10, 01, 11. U = X W1' + c has 0 in (1, 1), (2, 2) and (3, 2); e = (1/4, 1/4, 1/4, 5/4).
  const problem: MlpProblem = {
    kind: 'mlp',
    layers: [
      dense(
        'relu',
        [
          [1, 1],
          [1, 1],
        ],
        [0, -1],
      ),
      dense('identity', [[1, -1]], [0.25]),
    ],
    loss: halfSquared,
    inputs: [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ],
    targets: [[0], [1], [1], [0]],
  };

  it('takes the derivative 1 by convention', () => {
    const { cost, outputs, gradients } = answerTo(problem);
    expect(cost).toBe(0.875);
    expect(outputs).toEqual([[0.25], [1.25], [1.25], [1.25]]);
    expect(plain(gradients.weights)).toEqual([
      [
        [1.5, 1.5],
        [-1.5, -1.5],
      ],
      [[3, 1.25]],
    ]);
    expect(plain(gradients.biases)).toEqual([[2, -1.75], [2]]);
  });

  it('takes the derivative 0 where it is chosen', () => {
    const { gradients } = answerTo(problem, (site) => {
      if (site.kind !== 'activation') return undefined;
      const zeros = site.unit === 0 ? [0] : [1, 2];
      return zeros.includes(site.example) ? 0 : undefined;
    });
    expect(plain(gradients.weights)).toEqual([
      [
        [1.5, 1.5],
        [-1.25, -1.25],
      ],
      [[3, 1.25]],
    ]);
    expect(plain(gradients.biases)).toEqual([[1.75, -1.25], [2]]);
  });

  it('is asked once per hidden unit and example, and nowhere else', () => {
    const sites: string[] = [];
    answerTo(problem, (site) => {
      sites.push(JSON.stringify(site));
      return undefined;
    });
    const expected = [0, 1].flatMap((unit) =>
      [0, 1, 2, 3].map((example) => JSON.stringify({ kind: 'activation', layer: 0, example, unit })),
    );
    expect(sites.sort()).toEqual(expected.sort());
  });
});

describe('leaky-relu and elu at zero', () => {
  // One unit, w = 2, x = 0: z = 0 exactly, a = 0, e = -1. dJ/db is e times the derivative chosen.
  const problem = (activation: 'leaky-relu' | 'elu'): MlpProblem => ({
    kind: 'mlp',
    layers: [{ weights: [[2]], biases: [0], activation: { name: activation, alpha: 0.25 } }],
    loss: halfSquared,
    inputs: [[0]],
    targets: [[1]],
  });

  it('counts 0 as positive for leaky-relu', () => {
    expect(answerTo(problem('leaky-relu')).gradients.biases).toEqual([[-1]]);
  });

  it('counts 0 as negative for elu, where the derivative is alpha', () => {
    expect(answerTo(problem('elu')).gradients.biases).toEqual([[-0.25]]);
  });

  it.each(['leaky-relu', 'elu'] as const)('takes any derivative chosen for %s', (name) => {
    const { gradients, deltas } = answerTo(problem(name), () => 0.5);
    expect(gradients.biases).toEqual([[-0.5]]);
    expect(gradients.inputs).toEqual([[-1]]);
    expect(deltas).toEqual([[[-0.5]]]);
  });
});
