import { expect, it } from 'vitest';
import { linesOf, rangesOf } from './line-ranges.ts';

it('reads single lines and ranges', () => {
  expect(linesOf('7')).toEqual([7]);
  expect(linesOf('66-68,70')).toEqual([66, 67, 68, 70]);
});

it.each(['', '0', '3-', '5-4', '7,6', '7,7', '1-3,3', '1;2', ' 1', 'x'])(
  'reads no lines from "%s"',
  (text) => {
    expect(linesOf(text)).toBeUndefined();
  },
);

it('writes lines in any order, each once, as ranges that are read back', () => {
  expect(rangesOf([70, 67, 66, 68, 67])).toBe('66-68,70');
  expect(linesOf(rangesOf([3, 1, 2, 9]))).toEqual([1, 2, 3, 9]);
  expect(rangesOf([])).toBe('');
});
