import { describe, expect, it } from 'vitest';
import { complaintsAbout, complaintsAboutControl, complaintsAboutRun, type Examined } from './complaints.ts';
import type { Mutant } from './mutant.ts';
import type { ImplementationSighting, Sighting, WitnessSighting } from './sighting.ts';

const mutant: Mutant = {
  id: 'per-weight:E01',
  mistake: 'E01',
  says: 'the derivative is left out',
  part: 'forward',
  clause: 'DELTA-OUTPUT',
  file: 'src/gradients/per-weight/paths.ts',
  find: 'a',
  replace: 'b',
};

const seen: ImplementationSighting = {
  kind: 'implementation',
  id: mutant.id,
  reached: ['per-weight'],
  ballot: { outvoted: { 'per-weight': 3 }, fallenSilent: 0, broken: 0 },
  failed: { clauses: ['DELTA-OUTPUT'], properties: [], fixtures: [], witness: true },
  prints: { gradients: 'g1', answers: 'a1' },
};

const quiet: ImplementationSighting = {
  ...seen,
  ballot: { outvoted: {}, fallenSilent: 0, broken: 0 },
  failed: { clauses: [], properties: [], fixtures: [], witness: false },
};

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
