import { describe, expect, it } from 'vitest';
import { float64 } from '../arithmetic/float64.ts';
import { gradient } from '../gradients/delta-recursion/gradient.ts';
import { isRefusal, type TracedAnswer } from '../model/answer.ts';
import type { DenseActivation, MlpProblem } from '../model/problem.ts';
import { boundAnswer } from './bound-answer.ts';
import { gridOf, isExact } from './grid.ts';
import { precision } from './precision.ts';
import { roundingOf } from './rounding.ts';

const reference = (problem: MlpProblem): TracedAnswer => {
  const attempt = gradient(problem, float64);
  if (isRefusal(attempt) || attempt.deltas === undefined || attempt.trace === undefined)
    throw new Error('no answer');
  return { ...attempt, deltas: attempt.deltas, trace: attempt.trace };
};

/** z = 0 exactly at the hidden unit, and dJ/d(weights[0][0][0]) = 6 g'(0) of it. */
const atZero = (activation: DenseActivation, inputs: number): MlpProblem => ({
  kind: 'mlp',
  layers: [
    { weights: [[1, -1]], biases: [0], activation },
    { weights: [[3]], biases: [1], activation: { name: 'identity' } },
  ],
  loss: { name: 'squared-error', scale: 1 },
  inputs: [[inputs, inputs]],
  targets: [[0]],
});

const boundsOf = (problem: MlpProblem, kinks?: 'every choice' | 'convention') =>
  boundAnswer(problem, reference(problem), precision('float64'), kinks);

const kinked: readonly DenseActivation[] = [
  { name: 'relu' },
  { name: 'leaky-relu', alpha: 0.25 },
  { name: 'elu', alpha: 0.5 },
];

describe.each(kinked.map((activation) => [activation.name, activation] as const))(
  '%s exactly at 0',
  (_, activation) => {
    it('lets every choice of the chain rule pass where every choice is allowed', () => {
      const { gradients, uncertain } = boundsOf(atZero(activation, 2));
      const jump = activation.name === 'relu' ? 1 : 1 - (activation as { alpha: number }).alpha;
      // dJ/dw = 2 * 3 * g'(0) * 2
      expect(gradients.weights.flat(2)[0]).toBeGreaterThanOrEqual(12 * jump);
      expect(uncertain).toEqual([{ kind: 'activation', layer: 0, example: 0, unit: 0 }]);
    });

    it('leaves no choice where the documents decide', () => {
      const { gradients, uncertain } = boundsOf(atZero(activation, 2), 'convention');
      expect(gradients.weights.flat(2)[0]).toBeLessThan(1e-13);
      expect(uncertain).toEqual([]);
    });

    it('stays undecided where the numbers are too fine to be exact', () => {
      const rounded = {
        ...atZero(activation, 0.1),
        layers: [{ weights: [[0.1, -0.1]], biases: [0], activation }],
      };
      expect(boundsOf(rounded, 'convention').uncertain).toHaveLength(1);
    });
  },
);

describe('a tie of pieces and a margin of 0', () => {
  const tie: MlpProblem = {
    kind: 'mlp',
    layers: [
      { weights: [[[1]], [[2]]], biases: [[2], [1]], activation: { name: 'maxout', pieces: 2 } },
      { weights: [[1], [2]], biases: null, activation: { name: 'identity' } },
    ],
    loss: { name: 'hinge', scale: 1 },
    inputs: [[1]],
    targets: [[0, 1]],
  };

  it('are uncertain where every choice is allowed, and decided by the convention', () => {
    expect(boundsOf(tie).uncertain.length).toBeGreaterThan(0);
    // Outputs 3 and 6: the margin is 3 - 6 + 1 = -2, no kink; the pieces 1 + 2 and 2 + 1 tie.
    expect(boundsOf(tie).uncertain.every(({ kind }) => kind === 'maxout')).toBe(true);
    expect(boundsOf(tie, 'convention').uncertain).toEqual([]);
    const margin = {
      ...tie,
      layers: [tie.layers[0], { weights: [[2], [3]], biases: [2, 0], activation: { name: 'identity' } }],
    } as MlpProblem;
    // Outputs 8 and 9: the margin is 8 - 9 + 1 = 0.
    expect(boundsOf(margin).uncertain.some(({ kind }) => kind === 'hinge')).toBe(true);
    expect(boundsOf(margin, 'convention').uncertain).toEqual([]);
  });
});

describe('grids', () => {
  const rounding = roundingOf(precision('float64'));

  it('are as coarse as their finest number', () => {
    expect(gridOf([0.75, -2, 0])).toEqual({ exponent: -2, size: 2 });
    expect(gridOf([0, 0])).toEqual({ exponent: Number.POSITIVE_INFINITY, size: 0 });
    expect(gridOf([2 ** -1074])).toEqual({ exponent: -1074, size: 2 ** -1074 });
  });

  it('are exact up to 2^53 multiples and not beyond', () => {
    expect(isExact({ exponent: 0, size: 2 ** 53 }, rounding)).toBe(true);
    expect(isExact({ exponent: 0, size: 2 ** 53 + 2 }, rounding)).toBe(false);
    expect(isExact({ exponent: -1074, size: 2 ** -1074 }, rounding)).toBe(false);
    expect(isExact(gridOf([0, 0]), rounding)).toBe(true);
  });
});
