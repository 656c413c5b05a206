/** What the documents say, statement by statement, and which clauses hold it. */

import type { Citation } from './citations.ts';
import { readSpecFile, type SpecFile, textOf } from './spec-file.ts';

/** What a statement can be turned into. */
export type StatementKind = 'fixture' | 'property' | 'algorithm' | 'benchmark' | 'prose';

/** Where a statement is made, under one heading. */
export interface StatementPlace {
  readonly heading: string;
  readonly lines: string;
}

/** One statement of a document. */
export interface Statement {
  /** `S3-70`: the document's place in `spec/sources.json` from 0, and a number from 1 without gaps. */
  readonly id: string;
  readonly document: string;
  readonly kinds: readonly StatementKind[];
  readonly places: readonly StatementPlace[];
  /** The clauses that hold it; absent for one with `prose`. */
  readonly clauses?: readonly string[];
  /** Why no clause holds it. */
  readonly prose?: string;
}

/** What `spec/statements.json` holds. */
export interface StatementFile {
  readonly statements: readonly Statement[];
}

/** Reads the text of `spec/statements.json`; throws SpecError. */
export const readStatements = (
  text: string = textOf('spec/statements.json'),
  file = 'spec/statements.json',
): SpecFile<StatementFile> =>
  readSpecFile(file, text, JSON.parse(textOf('spec/schema/statements.schema.json')), {
    list: 'statements',
    name: 'id',
  });

/** The places of a statement as citations. */
export const citationsOf = ({ document, places }: Statement): readonly Citation[] =>
  places.map((place) => ({ document, ...place }));

/** The statements that a clause holds, in the order of the file: the map read backwards. */
export const statementsOf = (clauseId: string, statements: readonly Statement[]): readonly Statement[] =>
  statements.filter(({ clauses = [] }) => clauses.includes(clauseId));

/** The share of statements that no clause holds, from 0 to 1. */
export const proseShare = (statements: readonly Statement[]): number =>
  statements.filter(({ prose }) => prose !== undefined).length / statements.length;
