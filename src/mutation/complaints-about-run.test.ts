import { describe, expect, it } from 'vitest';
import { complaintsAboutRun, type Examined } from './complaints.ts';
import type { Mutant } from './mutant.ts';
import type { Sighting } from './sighting.ts';
import { mutant, quiet, seen } from './test-sightings.ts';

describe('complaints about a run', () => {
  const control = { id: 'control', file: mutant.file, find: 'a', replace: 'b' };
  const plainControl: Sighting = { ...quiet, id: 'control', prints: { gradients: 'g0', answers: 'a0' } };

  const examined = (sightings: readonly Sighting[], mutants: readonly Mutant[]): Examined => ({
    file: { voter: 'per-weight', mutants, control, spared: { 'src/gradients/per-weight/at.ts': 'access' } },
    sightings: new Map([...sightings, plainControl].map((sighting) => [sighting.id, sighting])),
    unpatched: { gradients: 'g0', answers: 'a0' },
    loaded: ['src/gradients/per-weight/at.ts', mutant.file],
  });

  const tooFew = [
    'expected 40 different mistakes seen, got 1',
    'per-weight: expected 6 mistakes of the forward pass seen, got 1',
  ];

  it('name the floors that are not reached', () => {
    expect(complaintsAboutRun([examined([seen], [mutant])])).toEqual(tooFew);
  });

  it('name two mistakes that give the same gradients', () => {
    const twin = { ...mutant, id: 'per-weight:E02' };
    const sightings = [seen, { ...seen, id: twin.id, prints: { gradients: 'g1', answers: 'a2' } }];
    expect(complaintsAboutRun([examined(sightings, [mutant, twin])])).toContain(
      'per-weight:E02: gives the same gradients as per-weight:E01',
    );
  });

  it('name a mistake that changes no answer at all', () => {
    const same = { ...seen, prints: { gradients: 'g0', answers: 'a0' } };
    expect(complaintsAboutRun([examined([same], [mutant])])).toContain(
      'per-weight:E01: gives the same answers as per-weight unpatched',
    );
  });

  it('let two mistakes of the cost alone have the same, right, gradients', () => {
    const cost = { ...mutant, part: 'cost' as const };
    const other = { ...cost, id: 'per-weight:E02' };
    const sightings = [
      { ...seen, prints: { gradients: 'g0', answers: 'a1' } },
      { ...seen, id: other.id, prints: { gradients: 'g0', answers: 'a2' } },
    ];
    expect(complaintsAboutRun([examined(sightings, [cost, other])])).toEqual([
      'expected 40 different mistakes seen, got 0',
      'per-weight: expected 6 mistakes of the forward pass seen, got 0',
    ]);
  });

  it('name a mistake whose part is not what it moves', () => {
    const cost = { ...mutant, part: 'cost' as const };
    expect(complaintsAboutRun([examined([seen], [cost])])).toContain(
      'per-weight:E01: part: expected another part than cost',
    );
  });

  it('name a file in which no mistake was seen', () => {
    const whole = examined([seen], [mutant]);
    const loaded = [...whole.loaded, 'src/gradients/per-weight/sums.ts'];
    expect(complaintsAboutRun([{ ...whole, loaded }])).toEqual([
      'src/gradients/per-weight/sums.ts: no mistake was seen in it',
      ...tooFew,
    ]);
  });

  it('refuse a mutant that was not examined', () => {
    expect(() => complaintsAboutRun([examined([], [mutant])])).toThrow(
      'per-weight:E01: expected to have been examined',
    );
  });
});
