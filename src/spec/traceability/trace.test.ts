import { describe, expect, it } from 'vitest';
import { describe as inWords } from '../../model/defect.ts';
import type { Statement } from '../statements.ts';
import { floorDefects, floors, proseCeiling } from './floors.ts';
import { referencesInJson, referencesInSource } from './references.ts';
import { countsOf } from './rows.ts';
import { altered, complaints, material, withClauses } from './test-material.ts';
import type { Material } from './traced.ts';

const withStatement = (id: string, change: (statement: Statement) => Statement): Partial<Material> => ({
  statements: {
    value: {
      statements: material.statements.value.statements.map((each) => (each.id === id ? change(each) : each)),
    },
    at: material.statements.at,
  },
});

describe('the repository', () => {
  it('has no defect', () => {
    expect(complaints({})).toEqual([]);
  });

  it('is above every floor', () => {
    expect(floorDefects(countsOf(material))).toEqual([]);
  });
});

describe('a clause', () => {
  it('has an id that is its own, issued and no code', () => {
    const [first] = material.clauses.value.clauses;
    const twice = withClauses((clauses) => [...(first === undefined ? [] : [first]), ...clauses]);
    expect(complaints(twice)).toContain(`clause ${first?.id}: expected an id of its own, got "${first?.id}"`);
    expect(complaints(altered('PURE', { id: 'PURER' }))).toEqual(
      expect.arrayContaining([
        'clause PURER: expected an id listed in spec/clause-ids.json, got "PURER"',
        'spec/clause-ids.json: expected a clause PURE, or PURE retired, got neither',
        expect.stringMatching(
          /^properties\/purity\.ts:\d+ property purity: expected a clause id, got "PURE"; did you mean "PURER"\?$/,
        ),
      ]),
    );
    expect(complaints({ ids: { ...material.ids, retired: ['PURE'] } })).toHaveLength(1);
    expect(complaints({ codes: ['PURE'] })).toEqual([
      expect.stringContaining('expected an id that is no code'),
    ]);
  });

  it('stands in a chapter, in the order of the chapters', () => {
    expect(complaints(altered('PURE', { chapter: 'protocoll' }))).toContain(
      'clause PURE.chapter: expected a chapter, got "protocoll"; did you mean "protocol"?',
    );
    expect(complaints(altered('PURE', { chapter: 'forward' }))).toContain(
      'clause PURE: expected a place before chapter descent, got chapter forward',
    );
  });

  it('cites places that exist and that one of its statements holds', () => {
    const cites = (document: string, heading: string, lines: string) =>
      complaints(altered('PURE', { sources: [{ document, heading, lines }] }));
    expect(cites('Pasa', 'Training NNs: back-propagation', '14')).toEqual([
      'clause PURE.sources: expected statements that map to it, got none for line 14 of Pasa',
    ]);
    expect(cites('Pasa', 'Training NNs: back-propagation', '9999')[0]).toContain('expected lines up to 410');
    expect(cites('backproof', 'NOWHERE.md', '')).toEqual([
      'clause PURE.sources[0]: expected a file of this repository, got "NOWHERE.md"',
    ]);
  });

  it('that is a must is named by a property or a worked example', () => {
    expect(complaints({ properties: material.properties.filter(({ clause }) => clause !== 'PURE') })).toEqual(
      [expect.stringMatching(/^spec\/clauses\.json:\d+ PURE: expected a property or a worked example/)],
    );
  });
});

describe('a statement', () => {
  it('maps to known clauses', () => {
    expect(complaints(withStatement('S0-13', (each) => ({ ...each, clauses: ['TABLE-REVERS'] })))).toEqual([
      expect.stringMatching(/^spec\/statements\.json:\d+ S0-13\.clauses: .*did you mean "TABLE-REVERSE"\?$/),
    ]);
  });

  it('has the next number of its document, and a reason of its own', () => {
    expect(complaints(withStatement('S1-30', (each) => ({ ...each, id: 'S1-31' })))).toEqual([
      expect.stringMatching(/: expected S1-30, the next of Lee, got "S1-31"$/),
    ]);
    const other = material.statements.value.statements.find(({ id }) => id === 'S1-30')?.prose ?? '';
    expect(complaints(withStatement('S4-139', (each) => ({ ...each, prose: other })))).toEqual([
      expect.stringMatching(/S4-139\.prose: expected a reason of its own, got that of .* S1-30$/),
    ]);
  });

  it('is made under the heading it names', () => {
    const moved = withStatement('S1-04', (each) => ({
      ...each,
      places: [{ heading: 'Chain Rule', lines: '13' }],
    }));
    expect(complaints(moved)).toContainEqual(
      expect.stringMatching(
        /S1-04\.places\[0\]\.lines: expected every line under "Chain Rule", got line 13$/,
      ),
    );
  });
});

it('a worked example credits the document as recorded', () => {
  const fixtures = material.fixtures.map((fixture) =>
    fixture.id === 'dead-relu' ? { ...fixture, source: { ...fixture.source, author: 'X' } } : fixture,
  );
  expect(complaints({ fixtures })).toEqual([
    'fixture dead-relu: source.author: expected "Zubair Khalid", got "X"',
  ]);
});

it('a reference to no clause is named with its place', () => {
  const references = [{ at: 'mutants/x.json:3', clause: 'DELTA-HIDEN' }];
  expect(complaints({ references })).toEqual([
    'mutants/x.json:3: expected a clause id, got "DELTA-HIDEN"; did you mean "DELTA-HIDDEN"?',
  ]);
});

it('an erratum cites lines that exist', () => {
  const errata = [{ at: 'erratum B9', document: 'Lee', heading: 'lost', lines: '266' }];
  expect(complaints({ errata })).toEqual(['erratum B9.lines: expected lines up to 265 of Lee, got line 266']);
  expect(material.errata.length).toBeGreaterThanOrEqual(200);
});

it('references are found by key in JSON and by tag in sources, with their lines', () => {
  expect(
    referencesInJson('f', '{"clause": "A",\n"clauses": ["B",\n"C"], "x": [{ "clauses": [{"id": "D"}] }]}'),
  ).toEqual([
    { at: 'f:1', clause: 'A' },
    { at: 'f:2', clause: 'B' },
    { at: 'f:3', clause: 'C' },
  ]);
  const lines = [
    '/** @',
    'clause ONE */\n// @',
    'clause TWO-2\nconst x = "@',
    'clause NO"; // see @',
    'clause NOR',
  ];
  expect(referencesInSource('f', lines.join(''))).toEqual([
    { at: 'f:1', clause: 'ONE' },
    { at: 'f:2', clause: 'TWO-2' },
  ]);
  expect(material.references.length).toBeGreaterThanOrEqual(300);
});

it('a count below its floor and a share of prose above the ceiling are named', () => {
  const counts = { ...floors, prose: proseCeiling };
  expect(floorDefects(counts)).toEqual([]);
  expect(floorDefects({ ...counts, must: 39, prose: 0.5 }).map(inWords)).toEqual([
    'must: expected at least 74, got 39',
    'prose: expected a share of at most 0.065, got 0.5',
  ]);
  expect(floorDefects({ ...counts, statements: Number.NaN })).toHaveLength(1);
});
