import { describe, expect, it } from 'vitest';
import { noDifference, unbounded } from '../bounds/combine.ts';
import { residualBound } from '../bounds/residual.ts';
import { locate } from './locate.ts';
import type { Claim, Measure } from './residual.ts';
import {
  between,
  directions,
  exactOf,
  indicesOf,
  measuring,
  randomFrom,
  sizes,
  withErrors,
} from './test-claims.ts';

describe('a right claim', () => {
  it('is confirmed by as many measurements as directions, and nothing is found', () => {
    const random = randomFrom(4);
    for (const size of sizes) {
      const exact = exactOf(size, random);
      const { resolution, ...found } = locate({ gradient: exact }, measuring(exact), { random, directions });
      expect(found).toEqual({
        wrong: [],
        evaluations: directions,
        confirmed: directions,
        unresolved: 0,
        skipped: [],
      });
      // Twice two sums of n products, n u of their magnitudes each.
      expect(resolution).toBeLessThan(5 * (size + 3) * 2 ** -53 * (size + 1));
    }
  });

  it('may be off by the bounds it states', () => {
    const random = randomFrom(5);
    const exact = exactOf(1000, random);
    const gradientOff = exact.map((value) => value + between(-1, 1, random) * 2 ** -20);
    const bound = residualBound({
      count: 0,
      magnitude: 0,
      carried: 2 ** -19,
      measured: 0,
      bound: noDifference,
    });
    const stated: Claim = { gradient: gradientOff, bounds: exact.map(() => bound) };
    expect(locate(stated, measuring(exact), { random, directions }).wrong).toEqual([]);
    const unstated = locate({ gradient: gradientOff }, measuring(exact), { random, directions });
    expect(unstated.wrong.length).toBeGreaterThan(500);
    const nothing = { gradient: gradientOff, bounds: exact.map(() => unbounded) };
    expect(locate(nothing, measuring(exact), { random, directions })).toMatchObject({
      wrong: [],
      resolution: Number.POSITIVE_INFINITY,
    });
  });
});

describe('the resolution', () => {
  it('is an error that is always found, and small errors are not invented', () => {
    const random = randomFrom(6);
    for (let trial = 0; trial < 30; trial += 1) {
      const exact = exactOf(1000, random);
      const { resolution } = locate({ gradient: exact }, measuring(exact), { random, directions });
      const index = Math.floor(random() * 1000);
      const claimOff = (error: number) => ({ gradient: withErrors(exact, new Map([[index, error]])) });
      const above = locate(claimOff(1.01 * resolution), measuring(exact), { random, directions });
      expect(indicesOf(above.wrong)).toEqual([index]);
      const below = locate(claimOff(resolution / 1000), measuring(exact), { random, directions });
      expect(below.wrong.every((each) => each.index === index)).toBe(true);
    }
  });
});

describe('what cannot be measured', () => {
  const exact = [1, 2, 3, 4];
  const random = randomFrom(7);

  it('is reported, and ends the search when it is everything', () => {
    expect(locate({ gradient: exact }, () => ({ reason: 'kink' }), { random, directions })).toEqual({
      wrong: [],
      evaluations: 1,
      confirmed: 0,
      unresolved: 0,
      skipped: [{ from: 0, to: 4, reason: 'kink' }],
      resolution: Number.POSITIVE_INFINITY,
    });
  });

  it('leaves the other half to be searched', () => {
    const measure: Measure = (stretch) => (stretch.to === 2 ? { reason: 'kink' } : measuring(exact)(stretch));
    const { wrong, skipped } = locate({ gradient: [1, 2, 3, 5] }, measure, { random, directions });
    expect(indicesOf(wrong)).toEqual([3]);
    expect(skipped).toEqual([{ from: 0, to: 2, reason: 'kink' }]);
  });

  it('a source that contradicts its own bounds does not keep the search going for ever', () => {
    let calls = 0;
    const contradicting: Measure = ({ from, to }) => {
      calls += 1;
      return { quotient: calls * (to - from), bound: noDifference };
    };
    const { evaluations, unresolved } = locate({ gradient: exact }, contradicting, { random, directions });
    expect(evaluations).toBe(calls);
    expect(unresolved).toBe(directions);
  });
});
