import { expect, it } from 'vitest';
import { at, valueAt } from './at.ts';

it('an element is read by its index, from the end where that is negative', () => {
  expect([at(['a', 'b'], 0), at(['a', 'b'], -1)]).toEqual(['a', 'b']);
});

it('an element that is not there is refused', () => {
  expect(() => at(['a', 'b'], 2)).toThrow(new RangeError('[2]: expected an element, got 2 elements'));
});

it('a value is read by its key', () => {
  expect(valueAt(new Map([['x', 3]]), 'x')).toBe(3);
});

it('a value that is not there is refused', () => {
  expect(() => valueAt(new Map([['x', 3]]), 'y')).toThrow(new RangeError('y: expected a value, got none'));
});
