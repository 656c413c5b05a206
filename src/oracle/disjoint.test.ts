import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disjoint, logOfSum } from './ball.ts';
import { ball, balls, base, logOf, pointOf, precise, share } from './test-balls.ts';

describe('disjoint', () => {
  it('is true only of balls that share no number', () => {
    let apart = 0;
    fc.assert(
      fc.property(ball, ball, share, (left, right, s) => {
        const point = pointOf(left, s);
        if (!disjoint(base, left, right)) return;
        apart += 1;
        const distance = precise.sub(right.middle, point);
        expect(logOf(distance) + 1).toBeGreaterThan(right.radius);
      }),
      { numRuns: 2000 },
    );
    expect(apart).toBeGreaterThan(500);
  });

  it('compares exact balls exactly', () => {
    const { of, add } = balls;
    expect(disjoint(base, of(1), of(1))).toBe(false);
    expect(disjoint(base, of(1), add(of(1), of(2 ** -80)))).toBe(true);
  });
});

describe('logOfSum', () => {
  it('is never below the logarithm of the sum', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -300, max: 300 }), { minLength: 1, maxLength: 4 }), (terms) => {
        const sum = terms.reduce((total, term) => total + 2 ** term, 0);
        expect(logOfSum(...terms)).toBeGreaterThanOrEqual(Math.log2(sum));
        expect(logOfSum(...terms)).toBeLessThan(Math.log2(sum) + 0.01);
      }),
    );
    expect(logOfSum(Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY)).toBe(Number.NEGATIVE_INFINITY);
    expect(logOfSum(1, Number.NaN)).toBe(Number.POSITIVE_INFINITY);
    expect(logOfSum(1, Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  });
});
