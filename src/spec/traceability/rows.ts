/** Which clause is held by what, and how much of everything there is. */

import type { Clause } from '../clauses.ts';
import { proseShare, statementsOf } from '../statements.ts';
import { isPlanted } from './gradient-chapters.ts';
import { seenBy } from './planted.ts';
import type { Material } from './traced.ts';

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
