/** Numbers for problems: readable ones first, so that a counterexample can be checked by hand. */

import fc from 'fast-check';

/** Problems hold no negative zero. */
export const withoutNegativeZero = (value: number): number => (value === 0 ? 0 : value);

/** Short decimals between -2 and 2. */
const decimals = fc.integer({ min: -20, max: 20 }).map((tenths) => withoutNegativeZero(tenths / 10));

/** Small multiples of 1/4: sums and products of a few of them are exact in every precision. */
export const dyadics: fc.Arbitrary<number> = fc
  .integer({ min: -8, max: 8 })
  .map((quarters) => withoutNegativeZero(quarters / 4));

/** Small integers: networks of them often sit exactly on a kink. */
export const integers: fc.Arbitrary<number> = fc
  .integer({ min: -2, max: 2 })
  .map((value) => withoutNegativeZero(value));

/**
 * Doubles of one sign, as many between 1e-9 and 2e-9 as between 1 and 2. Both signs in one range would be
 * mostly smaller ones, and throwing those away takes as long as everything else about a problem.
 */
const doubles = (min: number, max: number): fc.Arbitrary<number> =>
  fc.noBias(fc.double({ min, max, noNaN: true, noDefaultInfinity: true }));

/** Mostly short decimals, sometimes arbitrary doubles that shrink towards them. */
export const parameters: fc.Arbitrary<number> = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: decimals, weight: 6 },
  { arbitrary: dyadics, weight: 2 },
  { arbitrary: doubles(1e-9, 3), weight: 1 },
  { arbitrary: doubles(-3, -1e-9), weight: 1 },
);

/** Probabilities with 0 and 1 frequent among them. */
export const probabilities: fc.Arbitrary<number> = fc
  .integer({ min: -4, max: 14 })
  .map((tenths) => Math.min(1, Math.max(0, tenths / 10)));

/** Slopes of leaky-relu and elu; 0 and 1 stay rare because they hide mistakes. */
export const slopes: fc.Arbitrary<number> = fc.oneof(
  { arbitrary: fc.constantFrom(0.1, 0.01, 0.5, 0.25, 1.5, 2), weight: 8 },
  { arbitrary: fc.constantFrom(0, 1), weight: 1 },
);

/** Sizes that pixels, unscaled measurements and badly chosen first weights have. */
const farSizes = fc.constantFrom(10, 50, 255, 1000, 1e6, 1e-3, 1e-6, 1e-12, 1e-40);

/** Mostly parameters like any others, one in nine of another order of magnitude. */
export const farParameters: fc.Arbitrary<number> = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: parameters, weight: 8 },
  {
    arbitrary: fc.tuple(decimals, farSizes).map(([value, size]) => withoutNegativeZero(value * size)),
    weight: 1,
  },
);
