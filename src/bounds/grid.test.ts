import { describe, expect, it } from 'vitest';
import { gridOf } from './grid.ts';

describe('the grid of one number', () => {
  // Each exponent by hand: the place of the last binary digit that is 1.
  it.each([
    [1, 0],
    [-0.75, -2],
    [6, 1],
    [2 ** 40, 40],
    [2 ** 40 + 1, 0],
    [2 ** 32 + 2 ** 31, 31],
    [2 ** 1023, 1023],
    [Number.MAX_VALUE, 971],
    [Number.MIN_VALUE, -1074],
    [3 * 2 ** -1074, -1074],
    [2 ** -1040, -1040],
    [2 ** -1022, -1022],
    [2 ** -1022 + 2 ** -1074, -1074],
  ])('of %d is that of its last digit', (x, exponent) => {
    expect(gridOf([x])).toEqual({ exponent, size: Math.abs(x) });
  });

  it('holds a number just below a power of two, whose logarithm rounds to that of the power', () => {
    expect(Math.log2(1024 - 2 ** -43)).toBe(10);
    expect(gridOf([1024 - 2 ** -43]).exponent).toBe(-43);
  });
});

describe('the grid of several numbers', () => {
  it('is the finest and the largest of theirs, zeros aside', () => {
    expect(gridOf([0.5, -12, 0])).toEqual({ exponent: -1, size: 12 });
  });

  it('of none or of zeros holds nothing but 0', () => {
    expect(gridOf([])).toEqual({ exponent: Number.POSITIVE_INFINITY, size: 0 });
    expect(gridOf([0, -0])).toEqual({ exponent: Number.POSITIVE_INFINITY, size: 0 });
  });
});
