/** Gathers what the trace is drawn from: the repository as it stands. */

import { existsSync, readdirSync } from 'node:fs';
import { properties } from '../../../properties/index.ts';
import { laws } from '../../graphs/laws/laws.ts';
import { codes } from '../../model/codes.ts';
import { loadFixtures } from '../../problems/fixtures.ts';
import { loadGraphFixtures } from '../../problems/graphs/graph-fixtures.ts';
import { issuedIds, readClauses } from '../clause-file.ts';
import { errata } from '../errata/errata.ts';
import { readSources } from '../sources.ts';
import { textOf } from '../spec-file.ts';
import { readStatements } from '../statements.ts';
import { readLineCoverage } from './measured.ts';
import { readPlanted } from './planted.ts';
import { type Reference, referencesInJson, referencesInSource } from './references.ts';
import type { Material, PlacedCitation } from './traced.ts';

const root = new URL('../../../', import.meta.url);

/** Files below a folder of the repository whose names end so; none where there is no such folder. */
const filesIn = (folder: string, ending: string): readonly string[] =>
  existsSync(new URL(folder, root))
    ? readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith(ending))
        .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
        .toSorted()
    : [];

const references = (): readonly Reference[] => [
  ...['spec/misreadings.json', ...filesIn('spec/errata', '.json'), ...filesIn('mutants', '.json')].flatMap(
    (file) => referencesInJson(file, textOf(file)),
  ),
  ...['src', 'properties']
    .flatMap((folder) => filesIn(folder, '.ts'))
    .flatMap((file) => referencesInSource(file, textOf(file))),
];

const mutantIds = (): readonly string[] =>
  filesIn('mutants', '.json').flatMap((file) =>
    JSON.parse(textOf(file)).mutants.map(({ id }: { readonly id: string }) => id),
  );

const errataPlaces = (): readonly PlacedCitation[] =>
  errata().flatMap(({ id, places }) => places.map((place) => ({ ...place, at: `erratum ${id}` })));

/** The place at which a source of properties or laws has a text; undefined for one that is put together. */
const propertyPlaces = (): ((text: string) => string | undefined) => {
  const texts = ['properties', 'src/graphs/laws']
    .flatMap((folder) => filesIn(folder, '.ts'))
    .map((file) => [file, textOf(file).split('\n')] as const);
  return (sought) => {
    for (const [file, lines] of texts) {
      const line = lines.findIndex((text) => text.includes(sought));
      if (line >= 0 && !file.endsWith('.test.ts')) return `${file}:${line + 1}`;
    }
    return undefined;
  };
};

/** What subjects are asked, and what holds of our own algorithms. */
const placedProperties = (): Material['properties'] => {
  const placeOf = propertyPlaces();
  return [...properties, ...laws].map(({ id, clause }) => {
    const at = placeOf(`id: '${id}'`) ?? placeOf(`'${clause}'`);
    return { id, clause, ...(at !== undefined && { at }) };
  });
};

const placedFixtures = (): Material['fixtures'] =>
  [
    ...loadFixtures().map((fixture) => ({ ...fixture, file: `fixtures/${fixture.id}.json` })),
    ...loadGraphFixtures().map((fixture) => ({ ...fixture, file: `fixtures/graphs/${fixture.id}.json` })),
  ].map(({ id, clauses, source, file }) => {
    const line = textOf(file)
      .split('\n')
      .findIndex((text) => text.includes('"clauses"'));
    return { id, clauses, source, at: `${file}:${line + 1}` };
  });

/** Reads everything; throws an error that names the file where one is broken. */
export const gatherMaterial = (): Material => ({
  clauses: readClauses(textOf('spec/clauses.json')),
  statements: readStatements(),
  documents: readSources(),
  ids: issuedIds(),
  codes,
  hasFile: (path) => existsSync(new URL(path, root)),
  properties: placedProperties(),
  fixtures: placedFixtures(),
  references: references(),
  errata: errataPlaces(),
  mutantIds: mutantIds(),
  planted: readPlanted(),
  lineCoverage: readLineCoverage(),
});
