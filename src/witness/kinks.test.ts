/** Where no majorant exists: the step is halved past the kink, or the entry is skipped and counted. */

import { describe, expect, it } from 'vitest';
import { float64 } from '../arithmetic/float64.ts';
import type { KinkSite } from '../model/kinks.ts';
import { formatPath } from '../model/path.ts';
import type { DenseActivation, Loss, MlpProblem } from '../model/problem.ts';
import { centralDifferences } from './central-difference.ts';
import { directionalDifferences } from './directions.ts';

const squared: Loss = { name: 'squared-error', scale: 0.5 };

/** z = 2 x + b at x = 1; a second layer of weight 3, target 1. */
const kinked = (bias: number, activation: DenseActivation): MlpProblem => ({
  kind: 'mlp',
  layers: [
    { weights: [[2]], biases: [bias], activation },
    { weights: [[3]], biases: [0], activation: { name: 'identity' } },
  ],
  loss: squared,
  inputs: [[1]],
  targets: [[1]],
});

const entryOf = (problem: MlpProblem, wanted: string) => {
  const { entries } = centralDifferences(problem, float64);
  const entry = entries.find(({ path }) => formatPath(path) === wanted);
  if (entry === undefined) throw new Error(`${wanted} is not witnessed`);
  return entry;
};

const skippedOf = (problem: MlpProblem) =>
  centralDifferences(problem, float64).skipped.map(({ path, ...skip }) => ({
    path: formatPath(path),
    ...skip,
  }));

const below = ['gradients.weights[0][0][0]', 'gradients.biases[0][0]', 'gradients.inputs[0][0]'];

describe.each<DenseActivation>([
  { name: 'relu' },
  { name: 'leaky-relu', alpha: 0.25 },
  { name: 'elu', alpha: 0.5 },
])('$name', (activation) => {
  const site: KinkSite = { kind: 'activation', layer: 0, example: 0, unit: 0 };

  it('entries that move a unit at its kink are skipped with the site, all others are witnessed', () => {
    const { entries, skipped, evaluations } = centralDifferences(kinked(-2, activation), float64);
    expect(skipped.map(({ path }) => formatPath(path))).toEqual(below);
    for (const skip of skipped) expect(skip).toMatchObject({ reason: 'kink', site });
    expect(entries.map(({ path }) => formatPath(path))).toEqual([
      'gradients.weights[1][0][0]',
      'gradients.biases[1][0]',
    ]);
    expect(evaluations).toBe(5);
  });

  it.each([2 ** -10, -(2 ** -10)])('a step is never as long as the way to the kink: z = %d', (z) => {
    const { step } = entryOf(kinked(z - 2, activation), 'gradients.biases[0][0]');
    expect(step).toBeLessThan(2 ** -10);
  });

  it('a kink nearer than the shortest step is not passed over', () => {
    expect(skippedOf(kinked(2 ** -45 - 2, activation))).toEqual(
      below.map((path) => ({ path, reason: 'kink', site })),
    );
  });

  it('a direction that moves the unit is skipped and counted', () => {
    const { directions, skipped, evaluations } = directionalDifferences(
      kinked(-2, activation),
      float64,
      3,
      () => 0.75,
    );
    expect(directions).toEqual([]);
    expect(skipped).toEqual(new Array(3).fill({ reason: 'kink', site }));
    expect(evaluations).toBe(1);
  });
});

it('close to a kink the derivative is that of the side the unit is on', () => {
  // c = 3 z - 1 = -1 + 3 2^-10, dJ/db = 3 c; on the other side a = 0 and dJ/db = 0.
  const exact = 3 * (3 * 2 ** -10 - 1);
  const { value, bound } = entryOf(kinked(2 ** -10 - 2, { name: 'relu' }), 'gradients.biases[0][0]');
  expect(Math.abs(value - exact) <= bound).toBe(true);
  expect(bound).toBeLessThan(1e-9);
  const dead = entryOf(kinked(-(2 ** -10) - 2, { name: 'relu' }), 'gradients.biases[0][0]');
  expect(dead.value).toBe(0);
});

it('tied pieces of a maxout are skipped, the gap of untied ones bounds the step', () => {
  const maxout = (gap: number): MlpProblem => ({
    kind: 'mlp',
    layers: [
      {
        weights: [[[1]], [[3]]],
        biases: [[2], [gap]],
        activation: { name: 'maxout', pieces: 2 },
      },
    ],
    loss: squared,
    inputs: [[1]],
    targets: [[0]],
  });
  const site: KinkSite = { kind: 'maxout', layer: 0, example: 0, unit: 0, piece: 0 };
  expect(skippedOf(maxout(0))).toHaveLength(5);
  expect(skippedOf(maxout(0))[0]).toEqual({ path: 'gradients.weights[0][0][0][0]', reason: 'kink', site });
  // The second piece wins by 2^-8: J = z^2 / 2, dJ/dx = 3 (3 + 2^-8).
  const { value, bound, step } = entryOf(maxout(2 ** -8), 'gradients.inputs[0][0]');
  expect(Math.abs(value - 3 * (3 + 2 ** -8)) <= bound).toBe(true);
  expect(step).toBeLessThan(2 ** -10);
});

it('a hinge margin of exactly 0 is skipped, with its unit', () => {
  const problem: MlpProblem = {
    kind: 'mlp',
    layers: [{ weights: [[1], [2], [5]], biases: null, activation: { name: 'identity' } }],
    loss: { name: 'hinge', scale: 1 },
    inputs: [[1]],
    targets: [[0, 1, 0]],
  };
  const site: KinkSite = { kind: 'hinge', example: 0, unit: 0 };
  // Margins 1 - 2 + 1 = 0 and 5 - 2 + 1 = 4: only weight 2 leaves the first alone.
  expect(skippedOf(problem)).toEqual(
    ['gradients.weights[0][0][0]', 'gradients.weights[0][1][0]', 'gradients.inputs[0][0]'].map((path) => ({
      path,
      reason: 'kink',
      site,
    })),
  );
  expect(entryOf(problem, 'gradients.weights[0][2][0]').value).toBeCloseTo(1, 12);
});

it('a norm of 0 is skipped; away from it the step stays inside the distance', () => {
  const norm = (target: number): MlpProblem => ({
    kind: 'mlp',
    layers: [{ weights: [[1], [2]], biases: null, activation: { name: 'identity' } }],
    loss: { name: 'norm', scale: 1 },
    inputs: [[1]],
    targets: [[target, 2]],
  });
  expect(skippedOf(norm(1))).toHaveLength(3);
  expect(skippedOf(norm(1))[0]).toMatchObject({ reason: 'kink', site: { kind: 'norm', example: 0 } });
  expect(entryOf(norm(1 - 2 ** -7), 'gradients.inputs[0][0]').step).toBeLessThan(2 ** -7);
});

it('what overflows is skipped; what is merely large is not', () => {
  const linear = (weight: number, x: number): MlpProblem => ({
    kind: 'mlp',
    layers: [{ weights: [[weight]], biases: null, activation: { name: 'identity' } }],
    loss: squared,
    inputs: [[x]],
    targets: [[0]],
  });
  expect(skippedOf(linear(1e200, 1e200)).map(({ reason }) => reason)).toEqual(['overflow', 'overflow']);
  expect(skippedOf(linear(1e100, 1))).toEqual([]);
});

it('a unit at its kink that nothing moves does no harm', () => {
  // x = 0 without biases: z = 0 whatever the weight.
  const problem: MlpProblem = {
    kind: 'mlp',
    layers: [{ weights: [[2]], biases: null, activation: { name: 'relu' } }],
    loss: squared,
    inputs: [[0]],
    targets: [[1]],
  };
  expect(entryOf(problem, 'gradients.weights[0][0][0]').value).toBe(0);
  expect(skippedOf(problem).map(({ path }) => path)).toEqual(['gradients.inputs[0][0]']);
});
