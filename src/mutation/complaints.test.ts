import { describe, expect, it } from 'vitest';
import { complaintsAbout, complaintsAboutControl } from './complaints.ts';
import type { Mutant } from './mutant.ts';
import type { Sighting, WitnessSighting } from './sighting.ts';
import { mutant, quiet, seen } from './test-sightings.ts';

const witnessSeen: WitnessSighting = {
  kind: 'witness',
  id: 'witness:sign',
  reached: ['witness'],
  againstAll: 1,
  againstSome: 0,
  broken: 0,
};

const about = (sighting: Sighting, changed: Partial<Mutant> = {}) =>
  complaintsAbout('per-weight', { ...mutant, ...changed }, sighting);

describe('complaints about one mistake', () => {
  it('are none where exactly the patched voter is outvoted', () => {
    expect(about(seen)).toEqual([]);
  });

  it('name a mistake that nobody sees', () => {
    expect(about(quiet, { part: 'backward' })).toEqual(['per-weight:E01: nobody outvotes per-weight']);
  });

  it('count a voter fallen silent as seen', () => {
    expect(about({ ...seen, ballot: { outvoted: {}, fallenSilent: 1, broken: 0 } })).toEqual([]);
  });

  it('name one that crashes and never gives a wrong number', () => {
    const ballot = { outvoted: {}, fallenSilent: 0, broken: 1, firstBreak: 'expected 2 paths, got 1' };
    expect(about({ ...seen, ballot })).toEqual([
      'per-weight:E01: expected wrong numbers, got crashes alone (expected 2 paths, got 1)',
      'per-weight:E01: nobody outvotes per-weight',
    ]);
    const broken = { ...witnessSeen, againstAll: 0, broken: 2, firstBreak: 'no step' };
    expect(complaintsAbout('witness', { ...mutant, id: 'witness:sign' }, broken)).toContain(
      'witness:sign: expected wrong numbers, got crashes alone (no step)',
    );
  });

  it('are none where it crashes on some questions and is outvoted on others', () => {
    const ballot = { outvoted: { 'per-weight': 1 }, fallenSilent: 0, broken: 7, firstBreak: 'no step' };
    expect(about({ ...seen, ballot })).toEqual([]);
  });

  it('name another voter that is outvoted', () => {
    const ballot = { outvoted: { 'per-weight': 3, 'grad-table': 1 }, fallenSilent: 0, broken: 0 };
    expect(about({ ...seen, ballot })).toEqual(['per-weight:E01: grad-table outvoted instead of per-weight']);
  });

  it('name a file that two voters load, and one that none loads', () => {
    expect(about({ ...seen, reached: ['per-weight', 'grad-table'] })).toEqual([
      'per-weight:E01: moves per-weight and grad-table, not per-weight alone',
    ]);
    expect(about({ ...seen, reached: [] })).toEqual(['per-weight:E01: moves nobody, not per-weight alone']);
  });

  it('want the witness to see a mistake of the forward pass, and only such', () => {
    const unwitnessed = {
      ...seen,
      failed: { clauses: ['DELTA-OUTPUT'], properties: [], fixtures: [], witness: false },
    };
    expect(about(unwitnessed)).toEqual([
      'per-weight:E01: the witness does not see a mistake of the forward pass',
    ]);
    expect(about(unwitnessed, { part: 'backward' })).toEqual([]);
  });

  it('want a patched witness to disagree with all, not with some', () => {
    const some = { ...witnessSeen, againstAll: 0, againstSome: 5 };
    expect(complaintsAbout('witness', { ...mutant, id: 'witness:sign' }, witnessSeen)).toEqual([]);
    expect(complaintsAbout('witness', { ...mutant, id: 'witness:sign' }, some)).toEqual([
      'witness:sign: the witness still agrees with some implementation everywhere',
    ]);
  });
});

describe('complaints about a control', () => {
  const unpatched = { gradients: 'g1', answers: 'a1' };

  it('are none where nobody notices it', () => {
    expect(complaintsAboutControl(quiet, unpatched)).toEqual([]);
  });

  it.each([
    ['a vote', { ...quiet, ballot: { outvoted: { 'per-weight': 1 }, fallenSilent: 0, broken: 0 } }],
    ['the witness', { ...quiet, failed: { clauses: [], properties: [], fixtures: [], witness: true } }],
    ['a crash', { ...quiet, ballot: { outvoted: {}, fallenSilent: 0, broken: 1, firstBreak: 'no step' } }],
    ['a clause', { ...quiet, failed: { clauses: ['PURE'], properties: [], fixtures: [], witness: false } }],
    [
      'a worked example',
      { ...quiet, failed: { clauses: [], properties: [], fixtures: ['x'], witness: false } },
    ],
  ])('name one that %s notices', (_, sighting) => {
    expect(complaintsAboutControl(sighting, unpatched)).toEqual([
      'per-weight:E01: a change without effect was seen',
    ]);
  });

  it('name one that changes the answers', () => {
    expect(complaintsAboutControl(quiet, { ...unpatched, answers: 'a0' })).toEqual([
      'per-weight:E01: a change without effect changed answers',
    ]);
  });
});
