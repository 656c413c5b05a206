import { expect, it } from 'vitest';
import type { AnswerBounds, Bound } from '../../bounds/bound.ts';
import type { TracedAnswer } from '../../model/answer.ts';
import { cornersOf, possibleWeights } from './contraction.ts';
import type { Entry } from './entries.ts';
import type { Kink } from './kink.ts';
import type { Expectation } from './question.ts';

const kink: Kink = {
  convention: 'relu-derivative-at-0',
  vertices: [[0], [1]],
  own: 1,
  exact: true,
};

// Tests outside src/bounds say what a bound is; here it is the same at every entry.
const allowed = (2 ** -20) as Bound;

/** An answer with these weights; what else an answer holds is not looked at. */
const expecting = (weights: readonly number[]): Expectation => {
  const none = { cost: 0, outputs: [], deltas: [], trace: { preActivations: [], activations: [] } };
  const reference: TracedAnswer = {
    ...none,
    gradients: { weights: [[weights]], biases: [null], inputs: [] },
  };
  const bounds = weights.map(() => allowed);
  const againstReference: AnswerBounds = {
    cost: allowed,
    outputs: [],
    deltas: [],
    gradients: { weights: [[bounds]], biases: [null], inputs: [] },
    uncertain: [],
  };
  return { point: [], reference, againstReference };
};

/** The weights that explain an answer of these numbers to a formula of two kinks. */
const possible = (formula: (s: number, t: number) => readonly number[], got: readonly number[]) => {
  const kinks = [kink, kink];
  const corners = cornersOf(kinks).map(([s = 0, t = 0]) => expecting(formula(s, t)));
  const entries: readonly Entry[] = got.map((value, index) => ({
    path: ['gradients', 'weights', 0, 0, index],
    got: value,
  }));
  return possibleWeights(kinks, corners, entries);
};

it('closes in on the only weights that explain a sum and a product', () => {
  const found = possible((s, t) => [s + t, s * t, s], [0.75, 0.125, 0.25]);
  expect(found).not.toBeNull();
  for (const [index, weight] of [0.25, 0.5].entries()) {
    const { low, high } = found?.[index] ?? { low: Number.NaN, high: Number.NaN };
    expect(low).toBeLessThanOrEqual(weight);
    expect(high).toBeGreaterThanOrEqual(weight);
    expect(high - low).toBeLessThan(2 ** -17);
  }
});

it('keeps the whole interval of what the answer does not show', () => {
  expect(possible((s, t) => [s - t], [0])).toEqual([
    { low: 0, high: 1 },
    { low: 0, high: 1 },
  ]);
});

it.each<[string, (s: number, t: number) => readonly number[], readonly number[]]>([
  ['a number beyond every corner', (s, t) => [s + t], [2.001]],
  ['a number short of every corner', (s, t) => [s + t], [-0.001]],
  ['two numbers that want different weights', (s) => [s, 2 * s], [0.5, 0.5]],
  ['a chain of numbers that no pair of weights satisfies', (s, t) => [s - t, s + t, t], [0.5, 1.5, 0.25]],
])('finds no weight for %s', (_, formula, got) => {
  expect(possible(formula, got)).toBeNull();
});

it('accepts an error that equals the bound at one end', () => {
  expect(possible((s, t) => [s, t], [1 + 2 ** -20, 0])).not.toBeNull();
  expect(possible((s, t) => [s, t], [1 + 2 ** -19, 0])).toBeNull();
});
