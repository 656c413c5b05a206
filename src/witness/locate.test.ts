import { describe, expect, it } from 'vitest';
import { noDifference } from '../bounds/combine.ts';
import { residualBound } from '../bounds/residual.ts';
import { at } from './at.ts';
import { locate } from './locate.ts';
import type { Measure } from './residual.ts';
import {
  allowed,
  between,
  directions,
  exactOf,
  indicesOf,
  measuring,
  randomFrom,
  sizes,
  withErrors,
} from './test-claims.ts';

/** `count` different indices below `size`, ascending. */
const chosen = (count: number, size: number, random: () => number): number[] => {
  const found = new Set<number>();
  while (found.size < count) found.add(Math.floor(random() * size));
  return [...found].toSorted((a, b) => a - b);
};

/** Mostly small: a trial of 100,000 entries takes as long as a thousand of 100. */
const sizeOf = (trial: number): number => {
  if (trial % 200 === 0) return 100_000;
  return trial % 25 === 0 ? 10_010 : at(sizes, trial % 5);
};

describe('one wrong entry', () => {
  // An error of 1e-3 to 1 among entries up to 1: at 100,000 entries n u sum |g| is about 1e-6.
  it('is found alone, within 4 (ceil(log2 P) + 3) measurements, in each of 1,000 trials', () => {
    const random = randomFrom(1);
    const gradients = new Map(sizes.map((size) => [size, exactOf(size, random)]));
    const most = new Map<number, number>();
    for (let trial = 0; trial < 1000; trial += 1) {
      const size = sizeOf(trial);
      const exact = gradients.get(size) ?? [];
      const index = Math.floor(random() * size);
      const error = (random() < 0.5 ? -1 : 1) * 10 ** between(-3, 0, random);
      const claim = { gradient: withErrors(exact, new Map([[index, error]])) };
      const found = locate(claim, measuring(exact), { random, directions });
      expect(indicesOf(found.wrong)).toEqual([index]);
      expect(found).toMatchObject({ confirmed: directions, unresolved: 0, skipped: [] });
      expect(found.evaluations).toBeLessThanOrEqual(allowed(size));
      most.set(size, Math.max(most.get(size) ?? 0, found.evaluations));
    }
    // The direction, one measurement a level, at most one more for the entry, eight that confirm.
    for (const [size, evaluations] of most)
      expect(evaluations).toBeLessThanOrEqual(1 + Math.ceil(Math.log2(size)) + 1 + directions);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e308, -1e300])(
    'claimed to be %d is found as well, within as many',
    (value) => {
      const random = randomFrom(2);
      for (const size of sizes.slice(0, 5))
        for (const index of new Set([0, size >> 1, size - 1])) {
          const exact = exactOf(size, random);
          const claim = { gradient: exact.map((each, i) => (i === index ? value : each)) };
          const { wrong, evaluations } = locate(claim, measuring(exact), { random, directions });
          expect(wrong.map((each) => [each.index, each.claimed])).toEqual([[index, value]]);
          expect(evaluations).toBeLessThanOrEqual(allowed(size));
        }
    },
  );

  it('comes with the measured derivative and its bound', () => {
    const exact = [0.5, -0.25, 0.75];
    const random = randomFrom(3);
    const { wrong } = locate({ gradient: [0.5, 0.25, 0.75] }, measuring(exact), { random, directions });
    const [first] = wrong;
    expect(first).toMatchObject({ index: 1, claimed: 0.25, measured: -0.25 });
    expect(first?.bound).toBeLessThan(10 * 2 ** -53);
  });
});

describe('the right half', () => {
  const options = { random: () => 0.75, directions: 1 };
  /** Entry 1 of two is claimed 1 too large; the bounds of whole, left and right are as given. */
  const found = (whole: number, left: number, right: number) => {
    const sum = { count: 0, magnitude: 0, measured: 0, bound: noDifference };
    const boundOf = ({ from, to }: { from: number; to: number }) =>
      residualBound({ ...sum, carried: to - from === 2 ? whole : ([left, right][from] ?? 0) });
    const measure: Measure = (stretch) => ({ quotient: 0, bound: boundOf(stretch) });
    return locate({ gradient: [0, 1] }, measure, options);
  };

  it('is measured where the difference does not settle it and the left half is not to blame', () => {
    // 1 is above 0.6, and below 0.6 + 0.6: only its own derivative shows the entry wrong.
    expect(indicesOf(found(0.6, 0.6, 0.1).wrong)).toEqual([1]);
  });

  it('is not named where its own derivative does not show it wrong', () => {
    expect(found(0.6, 0.1, 1.5)).toMatchObject({ wrong: [], unresolved: 1 });
    expect(found(0.6, 0.6, 1.5)).toMatchObject({ wrong: [], unresolved: 1 });
  });
});

describe.each([2, 5, 20])('%d wrong entries', (count) => {
  const trials = 30;

  /** How often all of them were found, over sizes from 940; never one that is not wrong. */
  const successes = (errorOf: (random: () => number) => number): { found: number; most: number } => {
    const random = randomFrom(count);
    let [found, most] = [0, 0];
    for (let trial = 0; trial < trials; trial += 1) {
      const size = at([940, 10_010], trial % 2);
      const exact = exactOf(size, random);
      const indices = chosen(count, size, random);
      const errors = new Map(indices.map((index) => [index, errorOf(random)]));
      const result = locate({ gradient: withErrors(exact, errors) }, measuring(exact), {
        random,
        directions,
      });
      expect(indices).toEqual(expect.arrayContaining(indicesOf(result.wrong)));
      if (result.wrong.length === count) found += 1;
      most = Math.max(most, result.evaluations);
    }
    return { found, most };
  };

  it('of different sizes are all found in all trials', () => {
    const { found, most } = successes((random) => 10 ** between(-3, 0, random));
    expect(found).toBe(trials);
    // A path and a leaf each, and the directions that confirm; paths share their upper levels.
    expect(most).toBeLessThanOrEqual(count * (Math.ceil(Math.log2(10_010)) + 2) + directions);
  });

  it('of equal size are nearly always found, though they cancel along many directions', () => {
    // Each time an even number of them is left they hide with probability 2^-8 at most: count / 2 times in
    // a trial, and twice as often as expected in this one seed.
    expect(successes(() => 0.125).found).toBeGreaterThanOrEqual(trials * (1 - count * 2 ** -8));
  });
});
