import { describe, expect, it } from 'vitest';
import { outvotedAmong } from './vote.ts';

const ways = [
  { name: 'table', lineage: 'reverse' },
  { name: 'symbolic', lineage: 'reverse' },
  { name: 'forward', lineage: 'forward' },
  { name: 'tape', lineage: 'tape' },
];

/** Who is outvoted where these are the answers. */
const outvoted = (...answers: readonly number[]) =>
  outvotedAmong(ways, (one, other) => answers[one] === answers[other]);

describe('outvotedAmong', () => {
  it('names nobody where all agree', () => {
    expect(outvoted(1, 1, 1, 1)).toEqual([]);
  });

  it('names the one that answers otherwise, and a whole lineage that does', () => {
    expect(outvoted(1, 2, 1, 1)).toEqual(['symbolic']);
    expect(outvoted(2, 2, 1, 1)).toEqual(['table', 'symbolic']);
    expect(outvoted(1, 1, 1, 2)).toEqual(['tape']);
  });

  it('counts lineages and not ways', () => {
    expect(outvoted(2, 2, 1, 1)).not.toEqual(['forward', 'tape']);
    expect(outvoted(1, 2, 2, 1)).toBeUndefined();
  });

  it('never takes NaN for agreement', () => {
    expect(outvoted(Number.NaN, 1, 1, 1)).toEqual(['table']);
    expect(outvoted(Number.NaN, Number.NaN, 1, 1)).toEqual(['table', 'symbolic']);
  });

  it('names nobody where no two lineages agree', () => {
    expect(outvoted(1, 1, 2, 3)).toBeUndefined();
  });
});
