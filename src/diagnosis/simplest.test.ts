import { expect, it } from 'vitest';
import { simplestBetween, written } from './simplest.ts';

const found = (low: number, high: number, largest = 100): string | null => {
  const fraction = simplestBetween(low, high, largest);
  return fraction && written(fraction);
};

it('finds the fraction with the smallest denominator', () => {
  expect(found(0.3333, 0.3334)).toBe('1/3');
  expect(found(0.4, 0.6)).toBe('1/2');
  expect(found(0.61803, 0.61804)).toBeNull();
  expect(found(3.1, 3.15)).toBe('22/7');
  expect(found(-0.7501, -0.7499)).toBe('-3/4');
  expect(found(1.5, 4)).toBe('2');
  expect(found(-1, 1)).toBe('0');
});

it('finds none in an interval that is empty, not a number, or between simple fractions', () => {
  expect(found(2, 1)).toBeNull();
  expect(found(Number.NaN, 1)).toBeNull();
  expect(found(0.123456788, 0.12345679)).toBeNull();
  expect(found(101, 101)).toBeNull();
});
