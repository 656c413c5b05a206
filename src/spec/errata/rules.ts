/** What the schema of errata cannot say: what belongs together, and what has to exist. */

import { type Defect, quote } from '../../model/defect.ts';
import { withNearest } from '../../model/nearest.ts';
import { citationDefects } from '../citations.ts';
import type { SpecFile } from '../spec-file.ts';
import type { ErrataDocument, Known, WrittenErrata, WrittenErratum } from './entry.ts';

const given = (entry: WrittenErratum): string =>
  (['heading', 'lines', 'places'] as const).filter((key) => entry[key] !== undefined).join(', ') || 'nothing';

const placeDefects = (
  entry: WrittenErratum,
  at: string,
  document: ErrataDocument,
  { documents }: Known,
): readonly Defect[] => {
  const { heading, lines, places, lost = false } = entry;
  const demand = lost ? 'lines alone' : 'some line';
  if (document === 'several') {
    if (places !== undefined && heading === undefined && lines === undefined)
      return places.flatMap((place, index) =>
        citationDefects(place, `${at}.places[${index}]`, documents, demand),
      );
    return [{ path: at, expected: 'places alone, in a file of several documents', got: given(entry) }];
  }
  if (heading !== undefined && lines !== undefined && places === undefined)
    return citationDefects({ document, heading, lines }, at, documents, demand);
  return [{ path: at, expected: 'heading and lines, in a file of one document', got: given(entry) }];
};

const clauseDefects = ({ clause, noClause }: WrittenErratum, at: string, known: Known): readonly Defect[] => {
  if (clause === null)
    return noClause === undefined
      ? [{ path: `${at}.noClause`, expected: 'why there is no clause', got: 'nothing' }]
      : [];
  if (noClause !== undefined)
    return [{ path: `${at}.noClause`, expected: 'nothing beside a clause', got: quote(noClause) }];
  if (known.clauses.includes(clause)) return [];
  return [{ path: `${at}.clause`, expected: 'a clause id', got: withNearest(clause, known.clauses) }];
};

const demonstrationDefects = ({ effect, demonstration }: WrittenErratum, at: string): readonly Defect[] => {
  if (effect !== 'number' && effect !== 'crash') return [];
  const path = `${at}.demonstration`;
  if (demonstration === undefined)
    return [{ path, expected: `a demonstration, the effect being a ${effect}`, got: 'nothing' }];
  const readings = demonstration.outcomes.map(({ reading }) => reading);
  if (readings[0]?.startsWith('as printed') && readings.at(-1) === 'right') return [];
  const got = readings.map(quote).join(', ');
  return [{ path: `${path}.outcomes`, expected: 'readings from "as printed" to "right"', got }];
};

/** What is wrong with one erratum of a file, whatever the others are; `at` is where it stands. */
export const entryDefects = (
  entry: WrittenErratum,
  at: string,
  document: ErrataDocument,
  known: Known,
): readonly Defect[] => [
  ...placeDefects(entry, at, document, known),
  ...clauseDefects(entry, at, known),
  ...demonstrationDefects(entry, at),
];

interface Named {
  readonly at: string;
  readonly name: string;
}

const repeated = (named: readonly Named[], key: string, expected: string): readonly Defect[] => {
  const first = new Map<string, string>();
  return named.flatMap(({ at, name }) => {
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, at);
    const got = `${quote(name)}, as at ${earlier}`;
    return earlier === undefined ? [] : [{ path: `${at}.${key}`, expected, got }];
  });
};

type Files = readonly SpecFile<WrittenErrata>[];

const entriesOf = (files: Files) =>
  files.flatMap(({ value, at }) => value.errata.map((entry, index) => ({ entry, at: at(index) })));

/** Ids and names of demonstrations that stand twice, in one file or in two. */
export const repetitions = (files: Files): readonly Defect[] => {
  const entries = entriesOf(files);
  const ids = entries.map(({ entry, at }) => ({ at, name: entry.id }));
  const names = entries.flatMap(({ entry: { demonstration }, at }) =>
    demonstration === undefined ? [] : [{ at, name: demonstration.name }],
  );
  return [
    ...repeated(ids, 'id', 'an id of its own'),
    ...repeated(names, 'demonstration.name', 'a name of its own'),
  ];
};

/** Ids in `see` that no erratum has. */
export const unknownReferences = (files: Files): readonly Defect[] => {
  const entries = entriesOf(files);
  const ids = entries.map(({ entry }) => entry.id);
  return entries.flatMap(({ entry: { see = [] }, at }) =>
    see.flatMap((id, index) =>
      ids.includes(id)
        ? []
        : [{ path: `${at}.see[${index}]`, expected: 'the id of an erratum', got: withNearest(id, ids) }],
    ),
  );
};
