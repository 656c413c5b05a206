import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exponentCounts } from './exponents.ts';

const countsOf = (...values: readonly number[]) => {
  const exponents = exponentCounts();
  for (const value of values) exponents.add(value);
  return exponents.counts();
};

it('rounds up to a power of two, which stays itself', () => {
  expect(countsOf(0.25, 0.26, 0.5, 3, 4, 2 ** -52, 1 + 2 ** -52)).toEqual({
    '-52': 1,
    '-2': 1,
    '-1': 2,
    '1': 1,
    '2': 2,
  });
});

it('reaches from 0 to infinity', () => {
  expect(
    countsOf(0, Number.MIN_VALUE, 2 ** -1073, 1e300, Number.MAX_VALUE, Number.POSITIVE_INFINITY),
  ).toEqual({
    '-Infinity': 1,
    '-1074': 1,
    '-1073': 1,
    '997': 1,
    '1024': 1,
    Infinity: 1,
  });
});

it('names the power of two next above every number', () => {
  fc.assert(
    fc.property(fc.double({ min: 2 ** -1000, noNaN: true, noDefaultInfinity: true }), (value) => {
      const [exponent] = Object.keys(countsOf(value)).map(Number);
      expect(exponent).toBeDefined();
      // Halved, because 2^1024 is no double and the largest one is below it.
      expect(value / 2).toBeLessThanOrEqual(2 ** (Number(exponent) - 1));
      expect(value / 2).toBeGreaterThan(2 ** (Number(exponent) - 2));
    }),
    { seed: 1, numRuns: 2000 },
  );
});
