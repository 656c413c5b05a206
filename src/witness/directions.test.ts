/** What entries and directions see of a wrong gradient, and what a direction cannot see. */

import { describe, expect, it } from 'vitest';
import { float64 } from '../arithmetic/float64.ts';
import { combinationBound, noDifference, sumOfBounds } from '../bounds/combine.ts';
import { isWithin } from '../bounds/within.ts';
import { formatPath } from '../model/path.ts';
import type { MlpProblem } from '../model/problem.ts';
import { at } from './at.ts';
import { centralDifferences } from './central-difference.ts';
import { directionalDifferences, type WitnessedDirection } from './directions.ts';

const problem: MlpProblem = {
  kind: 'mlp',
  layers: [
    {
      weights: [
        [3, 0.25],
        [-1, 1],
      ],
      biases: [0.5, -1],
      activation: { name: 'identity' },
    },
  ],
  loss: { name: 'squared-error', scale: 1 },
  inputs: [[0.25, 2]],
  targets: [[1, 1]],
};
// y = [0.75 + 0.5 + 0.5, -0.25 + 2 - 1] = [1.75, 0.75]; c = [0.75, -0.25]; dJ/dy = [1.5, -0.5]: weights, biases, inputs.
const exact = [1.5 * 0.25, 1.5 * 2, -0.5 * 0.25, -0.5 * 2, 1.5, -0.5, 1.5 * 3 + 0.5, 1.5 * 0.25 - 0.5];

const changed = (...changes: readonly (readonly [number, number])[]): number[] =>
  exact.map((value, index) => changes.find(([where]) => where === index)?.[1] ?? value);

const { entries } = centralDifferences(problem, float64);

const disagreeing = (gradient: readonly number[]): string[] =>
  entries
    .filter(({ value, bound }, index) => !isWithin(at(gradient, index), value, bound))
    .map(({ path }) => formatPath(path));

describe('entry by entry', () => {
  it('the exact gradient agrees everywhere', () => {
    expect(entries).toHaveLength(8);
    expect(disagreeing(exact)).toEqual([]);
  });

  it.each([1.5 * (1 + 1e-5), 1.5 * (1 - 1e-5), -1.5, 0, Number.NaN, Number.POSITIVE_INFINITY])(
    'a bias gradient of %d instead of 1.5 disagrees, and it alone',
    (value) => {
      expect(disagreeing(changed([4, value]))).toEqual(['gradients.biases[0][0]']);
    },
  );
});

const agreesAlong = ({ direction, value, bound }: WitnessedDirection, gradient: readonly number[]) => {
  const terms = direction.map(({ share }, index) => ({
    coefficient: share,
    value: at(gradient, index),
    bound: noDifference,
  }));
  const sum = terms.reduce((total, { coefficient, value: entry }) => total + coefficient * entry, 0);
  return isWithin(sum, value, sumOfBounds(bound, combinationBound(terms, 0)));
};

describe('along directions', () => {
  const bits = [0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1, 0, 1, 1, 0];
  const { directions, skipped, evaluations } = directionalDifferences(
    problem,
    float64,
    2,
    () => bits.shift() ?? 0,
  );

  it('the entries are those of the random source', () => {
    expect(skipped).toEqual([]);
    expect(evaluations).toBe(5);
    expect(directions.map(({ direction }) => direction.map(({ share }) => Math.round(share)))).toEqual([
      [-1, 1, 1, -1, 1, -1, -1, 1],
      [1, 1, -1, 1, -1, 1, 1, -1],
    ]);
  });

  it('the exact gradient agrees, one wrong entry does not', () => {
    for (const direction of directions) {
      expect(agreesAlong(direction, exact)).toBe(true);
      expect(agreesAlong(direction, changed([4, 1.5 * (1 + 1e-5)]))).toBe(false);
      expect(agreesAlong(direction, changed([5, Number.NaN]))).toBe(false);
    }
  });

  it('two equal errors cancel in the direction that takes them with opposite signs, and only there', () => {
    const both = changed([4, 1.5 + 1e-3], [5, -0.5 + 1e-3]);
    // The biases are moved by (1, -1), then by (-1, 1).
    for (const direction of directions) expect(agreesAlong(direction, both)).toBe(true);
    expect(disagreeing(both)).toEqual(['gradients.biases[0][0]', 'gradients.biases[0][1]']);
    const opposite = changed([4, 1.5 + 1e-3], [5, -0.5 - 1e-3]);
    for (const direction of directions) expect(agreesAlong(direction, opposite)).toBe(false);
  });
});
