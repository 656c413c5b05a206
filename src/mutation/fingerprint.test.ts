import { expect, it } from 'vitest';
import { fingerprint } from './fingerprint.ts';

it('is equal for equal numbers and different for the next double', () => {
  expect(fingerprint([[0.1, null], [2]])).toBe(fingerprint([[0.1, null], [2]]));
  expect(fingerprint([[0.1]])).not.toBe(fingerprint([[0.1 + 2 ** -56]]));
});

it('tells NaN, the infinities, null and their number apart', () => {
  const prints = [
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY],
    [null],
    [Number.NaN, null],
  ];
  expect(new Set(prints.map((values) => fingerprint([values]))).size).toBe(prints.length);
});

it('depends on the order of the answers', () => {
  expect(fingerprint([1, 2])).not.toBe(fingerprint([2, 1]));
});
