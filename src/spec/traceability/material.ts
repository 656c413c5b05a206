/** Gathers what the trace is drawn from: the repository as it stands. */

import { existsSync, readdirSync } from 'node:fs';
import { properties } from '../../../properties/index.ts';
import { codes } from '../../model/codes.ts';
import { loadFixtures } from '../../problems/fixtures.ts';
import { issuedIds, readClauses } from '../clause-file.ts';
import { errata } from '../errata.ts';
import { readSources } from '../sources.ts';
import { textOf } from '../spec-file.ts';
import { readStatements } from '../statements.ts';
import { type Reference, referencesInJson, referencesInSource } from './references.ts';
import type { Material, PlacedCitation } from './trace.ts';

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

const errataPlaces = (): readonly PlacedCitation[] =>
  errata().flatMap(({ id, places }) => places.map((place) => ({ ...place, at: `erratum ${id}` })));

/** Reads everything; throws an error that names the file where one is broken. */
export const gatherMaterial = (): Material => ({
  clauses: readClauses(textOf('spec/clauses.json')),
  statements: readStatements(),
  documents: readSources(),
  ids: issuedIds(),
  codes,
  hasFile: (path) => existsSync(new URL(path, root)),
  properties,
  fixtures: loadFixtures(),
  references: references(),
  errata: errataPlaces(),
});
