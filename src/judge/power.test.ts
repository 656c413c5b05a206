import { expect, it } from 'vitest';
import type { Path } from '../model/path.ts';
import { medianPower, powerMeter, powerSummary, sumOfPowers } from './power.ts';

const weight: Path = ['gradients', 'weights', 0, 0, 0];

const measured = (...entries: readonly (readonly [expected: number, bound: number])[]) => {
  const meter = powerMeter();
  for (const [expected, bound] of entries) meter.below(weight)(expected, bound);
  return meter.power();
};

it('an entry is exercised when an answer of 0 would have been refused', () => {
  expect(measured([1, 0.5], [-1, 0.5], [1, 1], [1, 2], [0, 1])).toMatchObject({
    weights: { exercised: 2, unexercised: 3, best: 0.5 },
  });
});

it('names the relative error that half of the entries would have shown, rounded up to a power of two', () => {
  // Bound / size: 2^-10, 3 * 2^-10 (up to 2^-8), 1/4; the 0 has no relative error.
  const { weights } = measured([1, 2 ** -10], [-8, 3 * 2 ** -7], [4, 1], [0, 1]);
  expect(weights && medianPower(weights)).toBe(2 ** -8);
});

it('has no relative error to name where everything expected is 0', () => {
  expect(powerSummary(measured([0, 1e-10]))).toEqual({
    weights: {
      exercised: 0,
      unexercised: 1,
      median: Number.POSITIVE_INFINITY,
      best: Number.POSITIVE_INFINITY,
    },
  });
});

it('adds up part by part', () => {
  const meter = powerMeter();
  meter.below(['cost'])(2, 1);
  const sum = sumOfPowers([measured([1, 0.25]), measured([1, 0.125]), meter.power(), undefined]);
  expect(sum).toEqual({
    weights: { exercised: 2, unexercised: 0, exponents: { '-2': 1, '-3': 1 }, best: 0.125 },
    cost: { exercised: 1, unexercised: 0, exponents: { '-1': 1 }, best: 0.5 },
  });
});
