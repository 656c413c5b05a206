import { expect, test } from 'vitest';
import type { SourceDocument } from '../sources.ts';
import { SpecError } from '../spec-file.ts';
import { type ErrataText, readErrata } from './reading.ts';

/** A document of so many lines under one heading, line 30 blank. */
const document = (name: string, lines: number, heading: string): SourceDocument => ({
  name,
  author: 'Nobody',
  title: 'A primer',
  file: 'primer.txt',
  md5: '',
  sha256: '',
  lines,
  headings: [{ line: 1, text: heading }],
  aside: [],
  blank: '30',
  hashes: {},
});
const known = {
  clauses: ['DELTA-HIDDEN', 'LOSS-NORM'],
  documents: [document('Khalid', 984, 'Notation'), document('Lee', 265, 'Background')],
};
const text = { printed: 'one thing', right: 'another', effect: 'wording', resolution: 'The other counts.' };
const sound = { id: 'B4-01', heading: 'Notation', lines: '29,222-224', ...text, clause: 'DELTA-HIDDEN' };
const places = [{ document: 'Lee', heading: 'Background', lines: '13' }];
const between = { id: 'BX-01', places, ...text, clause: 'LOSS-NORM' };
const demonstration = {
  name: 'a-name',
  quantity: 'a number',
  outcomes: [
    { reading: 'as printed', value: '1' },
    { reading: 'right', value: '2' },
  ],
};

/** A file of one line for the document, and one for each entry. */
const fileOf = (name: string, document_: string, entries: readonly object[]): ErrataText => ({
  file: `spec/errata/${name}.json`,
  text: `{ "document": "${document_}", "errata": [\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')} ] }`,
});
const khalid = (...entries: readonly object[]) => fileOf('khalid', 'Khalid', entries);
const several = (...entries: readonly object[]) => fileOf('several', 'several', entries);

test('a sound file is read: one place of its document, or the places between documents', () => {
  const read = readErrata([khalid(sound), several({ ...between, see: ['B4-01'] })], known);
  expect(read.map((entry) => ({ ...entry, ...text, printed: 0 }))).toEqual([
    {
      ...text,
      id: 'B4-01',
      document: 'Khalid',
      places: [{ document: 'Khalid', heading: 'Notation', lines: '29,222-224' }],
      printed: 0,
      clause: 'DELTA-HIDDEN',
      see: [],
      lost: false,
    },
    {
      ...text,
      id: 'BX-01',
      document: 'several',
      places,
      printed: 0,
      clause: 'LOSS-NORM',
      see: ['B4-01'],
      lost: false,
    },
  ]);
});

test('what is lost is cited by the blank lines it left', () => {
  const lost = { ...sound, lines: '30' };
  expect(readErrata([khalid({ ...lost, lost: true })], known)).toHaveLength(1);
  expect(() => readErrata([khalid(lost)], known)).toThrow(
    new SpecError(
      'spec/errata/khalid.json:2 B4-01.lines: expected ranges that begin and end with text, got line 30',
    ),
  );
});

const { id: _, ...nameless } = sound;

const refused: readonly (readonly [string, readonly ErrataText[], string])[] = [
  ['without an id', [khalid(sound, nameless)], 'khalid.json:3: expected "id", got nothing'],
  [
    'with the id of another',
    [khalid(sound, sound)],
    'khalid.json:3 B4-01.id: expected an id of its own, got "B4-01", as at spec/errata/khalid.json:2 B4-01',
  ],
  [
    'with the id of one in another file',
    [khalid(sound), several({ ...between, id: 'B4-01' })],
    'several.json:2 B4-01.id: expected an id of its own, got "B4-01", as at spec/errata/khalid.json:2 B4-01',
  ],
  [
    'with an unknown clause',
    [khalid({ ...sound, clause: 'DELTA-HIDEN' })],
    'khalid.json:2 B4-01.clause: expected a clause id, got "DELTA-HIDEN"; did you mean "DELTA-HIDDEN"?',
  ],
  [
    'with neither clause nor reason',
    [khalid({ ...sound, clause: null })],
    'khalid.json:2 B4-01.noClause: expected why there is no clause, got nothing',
  ],
  [
    'with a clause and a reason why there is none',
    [khalid({ ...sound, noClause: 'none' })],
    'khalid.json:2 B4-01.noClause: expected nothing beside a clause, got "none"',
  ],
  [
    'beyond the last line of its document',
    [khalid({ ...sound, lines: '980-986' })],
    'khalid.json:2 B4-01.lines: expected lines up to 984 of Khalid, got line 985-986',
  ],
  [
    'on lines that run backwards',
    [khalid({ ...sound, lines: '20-10' })],
    'khalid.json:2 B4-01.lines: expected rising lines as in 66-70,78, got "20-10"',
  ],
  [
    'under a heading that its document does not have',
    [khalid({ ...sound, heading: 'Notations' })],
    'khalid.json:2 B4-01.heading: expected a heading of Khalid, got "Notations"; did you mean "Notation"?',
  ],
  [
    'between documents, beyond the last line of one',
    [several({ ...between, places: [{ document: 'Lee', heading: 'Background', lines: '266' }] })],
    'several.json:2 BX-01.places[0].lines: expected lines up to 265 of Lee, got line 266',
  ],
  [
    'between documents, without places',
    [several(sound)],
    'several.json:2 B4-01: expected places alone, in a file of several documents, got heading, lines',
  ],
  [
    'of one document, with places',
    [khalid({ ...sound, places })],
    'khalid.json:2 B4-01: expected heading and lines, in a file of one document, got heading, lines, places',
  ],
  [
    'that gives a wrong number and does not show it',
    [khalid({ ...sound, effect: 'number' })],
    'khalid.json:2 B4-01.demonstration: expected a demonstration, the effect being a number, got nothing',
  ],
  [
    'that crashes and shows nothing right',
    [
      khalid({
        ...sound,
        effect: 'crash',
        demonstration: { ...demonstration, outcomes: demonstration.outcomes.slice(0, 1) },
      }),
    ],
    'khalid.json:2 B4-01.demonstration.outcomes: expected readings from "as printed" to "right", got "as printed"',
  ],
  [
    'with the demonstration of another',
    [khalid({ ...sound, demonstration }, { ...sound, id: 'B4-02', demonstration })],
    'khalid.json:3 B4-02.demonstration.name: expected a name of its own, got "a-name", as at spec/errata/khalid.json:2 B4-01',
  ],
  [
    'that refers to none',
    [khalid({ ...sound, see: ['LEE'] })],
    'khalid.json:2 B4-01.see[0]: expected the id of an erratum, got "LEE"',
  ],
  [
    'with an unknown effect',
    [khalid({ ...sound, effect: 'numbers' })],
    'khalid.json:2 B4-01.effect: expected one of "number", "crash", "ambiguity", "wording", got "numbers"',
  ],
  [
    'with a key that the schema does not know',
    [khalid({ ...sound, severity: 'high' })],
    'khalid.json:2 B4-01: expected only keys that the schema knows, got "severity"',
  ],
];

test.each(refused)('an erratum %s is refused with file, line and entry', (_title, files, message) => {
  expect(() => readErrata(files, known)).toThrow(new SpecError(`spec/errata/${message}`));
});
