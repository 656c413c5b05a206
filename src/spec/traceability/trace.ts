/** Which clause is held by what, and what is wrong with that. Pure: everything is handed in. */

import { type Defect, quote } from '../../model/defect.ts';
import { withNearest } from '../../model/nearest.ts';
import { type Citation, citationDefects } from '../citations.ts';
import { type ClauseContext, clauseDefects } from '../clause-defects.ts';
import type { ClauseFile } from '../clause-file.ts';
import type { Clause } from '../clauses.ts';
import { recordDefects } from '../sources.ts';
import type { SpecFile } from '../spec-file.ts';
import { statementDefects } from '../statement-defects.ts';
import { proseShare, type StatementFile, statementsOf } from '../statements.ts';
import { executionDefects } from './execution-defects.ts';
import { isPlanted } from './gradient-chapters.ts';
import type { LineCoverage } from './measured.ts';
import { type Planted, seenBy } from './planted.ts';
import type { Reference } from './references.ts';

/** A property as far as the trace goes. */
export interface TracedProperty {
  readonly id: string;
  readonly clause: string;
  /** `properties/losses.ts:12`, where the source names the clause by a text of its own. */
  readonly at?: string;
}

/** A worked example as far as the trace goes. */
export interface TracedFixture {
  readonly id: string;
  readonly clauses: readonly string[];
  /** `fixtures/NAME.json:5`, the line of its clauses. */
  readonly at?: string;
  readonly source: Citation & { readonly author: string; readonly title: string };
}

/** A citation from elsewhere, and where it stands. */
export interface PlacedCitation extends Citation {
  readonly at: string;
}

/** Everything the trace is drawn from. */
export interface Material extends ClauseContext {
  readonly clauses: SpecFile<ClauseFile>;
  readonly statements: SpecFile<StatementFile>;
  readonly properties: readonly TracedProperty[];
  readonly fixtures: readonly TracedFixture[];
  /** From files that neither of the two lists covers. */
  readonly references: readonly Reference[];
  /** The places of the errata. */
  readonly errata: readonly PlacedCitation[];
  /** Ids of the planted mistakes as they are today. */
  readonly mutantIds: readonly string[];
  /** What was seen of them. */
  readonly planted: readonly Planted[];
  /** Which lines the checks of every clause run. */
  readonly lineCoverage: LineCoverage;
}

/** One clause with all that holds it. */
export interface Row {
  readonly clause: Clause;
  readonly properties: readonly string[];
  readonly fixtures: readonly string[];
  readonly statements: readonly string[];
  /** Planted mistakes that its properties and worked examples see by themselves. */
  readonly seen: readonly string[];
  /** Those of them that violate this very clause. */
  readonly seenOwn: readonly string[];
}

/** How much of everything there is. */
export interface Counts {
  readonly clauses: number;
  readonly must: number;
  readonly properties: number;
  readonly fixtures: number;
  readonly statements: number;
  /** Statements that a clause holds. */
  readonly mapped: number;
  /** Statements held by a clause that a property or a worked example names. */
  readonly tested: number;
  /** Planted mistakes. */
  readonly planted: number;
  /** Musts that see a planted mistake by themselves. */
  readonly seeing: number;
  /** Clauses whose checks run lines of every implementation. */
  readonly executed: number;
  /** Share of the others, from 0 to 1. */
  readonly prose: number;
}

/** Every clause in the order of the file. */
export const rowsOf = ({
  clauses,
  statements,
  properties,
  fixtures,
  planted,
}: Pick<Material, 'clauses' | 'statements' | 'properties' | 'fixtures' | 'planted'>): readonly Row[] =>
  clauses.value.clauses.map((clause) => {
    const seen = seenBy(clause.id, fixtures, planted);
    return {
      clause,
      seen: seen.map(({ id }) => id),
      seenOwn: seen.filter(({ violates }) => violates === clause.id).map(({ id }) => id),
      properties: properties.filter((property) => property.clause === clause.id).map(({ id }) => id),
      fixtures: fixtures.filter((fixture) => fixture.clauses.includes(clause.id)).map(({ id }) => id),
      statements: statementsOf(clause.id, statements.value.statements).map(({ id }) => id),
    };
  });

/** Counts what the floors are about. */
export const countsOf = (material: Material): Counts => {
  const { clauses, statements, properties, fixtures } = material;
  const all = statements.value.statements;
  const rows = rowsOf(material);
  const tested = rows.filter((row) => row.properties.length + row.fixtures.length > 0);
  return {
    clauses: clauses.value.clauses.length,
    must: clauses.value.clauses.filter(({ level }) => level === 'must').length,
    properties: properties.length,
    fixtures: fixtures.length,
    statements: all.length,
    mapped: all.filter((statement) => statement.clauses !== undefined).length,
    tested: new Set(tested.flatMap((row) => row.statements)).size,
    planted: material.planted.length,
    seeing: rows.filter(({ clause, seen }) => isPlanted(clause) && seen.length > 0).length,
    executed: material.lineCoverage.clauses.filter(({ questions }) => questions > 0).length,
    prose: proseShare(all),
  };
};

/** `properties/losses.ts:12 property loss-norm`; what it is alone where the place is not known. */
const placed = (at: string | undefined, what: string): string => (at === undefined ? what : `${at} ${what}`);

const unknownClauses = ({ clauses, properties, fixtures, references }: Material): readonly Defect[] => {
  const known = clauses.value.clauses.map(({ id }) => id);
  return [
    ...properties.map(({ id, clause, at }) => ({ at: placed(at, `property ${id}`), clause })),
    ...fixtures.flatMap(({ id, clauses: named, at }) =>
      named.map((clause) => ({ at: placed(at, `fixture ${id}`), clause })),
    ),
    ...references,
  ]
    .filter(({ clause }) => !known.includes(clause))
    .map(({ at, clause }) => ({ path: at, expected: 'a clause id', got: withNearest(clause, known) }));
};

/** A must without a property or a worked example. */
const unheldMusts = (material: Material): readonly Defect[] =>
  rowsOf(material).flatMap(({ clause, properties, fixtures }, index) =>
    clause.level !== 'must' || properties.length + fixtures.length > 0
      ? []
      : [
          {
            path: material.clauses.at(index),
            expected: 'a property or a worked example that names it, as its level is must',
            got: 'none',
          },
        ],
  );

const creditDefects = ({ fixtures, documents }: Material): readonly Defect[] =>
  fixtures.flatMap(({ id, source }) => {
    const document = documents.find(({ name }) => name === source.document);
    return (['author', 'title'] as const)
      .filter((key) => document !== undefined && document[key] !== source[key])
      .map((key) => ({
        path: `fixture ${id}: source.${key}`,
        expected: quote(document?.[key] ?? ''),
        got: quote(source[key]),
      }));
  });

/** Everything that is wrong. */
export const traceDefects = (material: Material): readonly Defect[] => {
  const { clauses, statements, fixtures, errata, documents } = material;
  return [
    ...documents.flatMap(recordDefects),
    ...clauseDefects(clauses, material),
    ...statementDefects(statements, clauses, documents),
    ...unknownClauses(material),
    ...unheldMusts(material),
    ...executionDefects(material),
    ...creditDefects(material),
    ...fixtures.flatMap(({ id, source }) =>
      citationDefects(source, `fixture ${id}: source`, documents, 'some line'),
    ),
    ...errata.flatMap((citation) => citationDefects(citation, citation.at, documents, 'lines alone')),
  ];
};
