import { expect, it } from 'vitest';
import { findCycle } from './cycles.ts';

it('names the places of a cycle, the first one again at the end', () => {
  const edges = [
    ['cli', 'judge'],
    ['judge', 'model'],
    ['model', 'bounds'],
    ['bounds', 'judge'],
  ] as const;
  expect(findCycle(edges)).toEqual(['judge', 'model', 'bounds', 'judge']);
});

it('finds a place that depends on itself', () => {
  expect(findCycle([['model', 'model']])).toEqual(['model', 'model']);
});

it('finds none where two ways lead to one place', () => {
  expect(
    findCycle([
      ['cli', 'judge'],
      ['cli', 'model'],
      ['judge', 'model'],
    ]),
  ).toBeUndefined();
});
