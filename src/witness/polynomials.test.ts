/** Networks whose cost is a polynomial: derivatives by hand, exact in doubles. */

import { describe, expect, it } from 'vitest';
import { float64 } from '../arithmetic/float64.ts';
import { formatPath } from '../model/path.ts';
import type { MlpProblem } from '../model/problem.ts';
import { centralDifferences } from './central-difference.ts';

interface Case {
  readonly title: string;
  readonly problem: MlpProblem;
  readonly derivatives: Readonly<Record<string, number>>;
}

const cases: readonly Case[] = [
  {
    // z = 3 * 0.5 + 0.25, c = z - 1 = 0.75; dJ/dz = 2 c = 1.5
    title: 'one unit',
    problem: {
      kind: 'mlp',
      layers: [{ weights: [[3]], biases: [0.25], activation: { name: 'identity' } }],
      loss: { name: 'squared-error', scale: 1 },
      inputs: [[0.5]],
      targets: [[1]],
    },
    derivatives: {
      'gradients.weights[0][0][0]': 0.75,
      'gradients.biases[0][0]': 1.5,
      'gradients.inputs[0][0]': 4.5,
    },
  },
  {
    // a1 = 2 (2 * 1) - 1 = 3; z2 = [3, -6], a2 = [3, -1.5]; z3 = 3 + 2 * -1.5 = 0, c = -2.
    // scale 1/4: dJ/dz3 = 2 c / 4 = -1, plus 2 lambda w = w of the penalty on every weight.
    title: 'linear, leaky-relu, a penalty without biases',
    problem: {
      kind: 'mlp',
      layers: [
        { weights: [[2]], biases: null, activation: { name: 'linear', alpha: 2, beta: -1 } },
        { weights: [[1], [-2]], biases: [0, 0], activation: { name: 'leaky-relu', alpha: 0.25 } },
        { weights: [[1, 2]], biases: [0], activation: { name: 'identity' } },
      ],
      loss: { name: 'squared-error', scale: 0.25 },
      penalty: { name: 'l2', lambda: 0.5, biases: false },
      inputs: [[1]],
      targets: [[2]],
    },
    derivatives: {
      // dJ/da2 = [-1, -2], dJ/dz2 = [-1, -0.5], dJ/da1 = -1 + 1 = 0
      'gradients.weights[0][0][0]': 0 + 2,
      'gradients.weights[1][0][0]': -3 + 1,
      'gradients.weights[1][1][0]': -1.5 - 2,
      'gradients.weights[2][0][0]': -3 + 1,
      'gradients.weights[2][0][1]': 1.5 + 2,
      'gradients.biases[1][0]': -1,
      'gradients.biases[1][1]': -0.5,
      'gradients.biases[2][0]': -1,
      'gradients.inputs[0][0]': 0,
    },
  },
  {
    // Example 0: pieces [1, 2], the second wins, y = [2, -1]; example 1: pieces [-2, -4], the first, y = [-2, 3].
    // Class 0. Margins: -1 - 2 + 1 = -2, inactive; 3 + 2 + 1 = 6, active.
    title: 'maxout and hinge over a batch',
    problem: {
      kind: 'mlp',
      layers: [
        {
          weights: [
            [[1], [1]],
            [[2], [-1]],
          ],
          biases: [
            [0, -2],
            [0, 1],
          ],
          activation: { name: 'maxout', pieces: 2 },
        },
      ],
      loss: { name: 'hinge', scale: 0.5 },
      inputs: [[1], [-2]],
      targets: [
        [1, 0],
        [1, 0],
      ],
    },
    derivatives: {
      // Only example 1 counts: dJ/dy = 0.5 [-1, 1]; unit 0 by piece 0, unit 1 by piece 1.
      'gradients.weights[0][0][0][0]': 1,
      'gradients.weights[0][0][1][0]': 0,
      'gradients.weights[0][1][0][0]': 0,
      'gradients.weights[0][1][1][0]': -1,
      'gradients.biases[0][0][0]': -0.5,
      'gradients.biases[0][0][1]': 0,
      'gradients.biases[0][1][0]': 0,
      'gradients.biases[0][1][1]': 0.5,
      'gradients.inputs[0][0]': 0,
      'gradients.inputs[1][0]': -0.5 * 1 + 0.5 * -1,
    },
  },
];

describe.each(cases)('$title', ({ problem, derivatives }) => {
  it('every derivative is within the bound of its central difference, and close', () => {
    const { entries, skipped } = centralDifferences(problem, float64);
    expect(skipped).toEqual([]);
    expect(entries.map(({ path }) => formatPath(path))).toEqual(Object.keys(derivatives));
    for (const { path, value, bound } of entries) {
      const error = Math.abs(value - (derivatives[formatPath(path)] ?? Number.NaN));
      expect(Number.isFinite(error) && error <= bound, formatPath(path)).toBe(true);
    }
  });

  it('a cost of degree two along each entry is differentiated with the longest step', () => {
    // Nothing is cut off, so the bound is rounding only: some u of a cost of about 10, over 2^-6.
    for (const { bound, step } of centralDifferences(problem, float64).entries) {
      expect(step).toBeGreaterThanOrEqual(2 ** -6);
      expect(bound).toBeLessThan(1e-11);
    }
  });
});
