/** The clauses with their chapters and their places in the file, for those who hold one against the other. */

import type { Clause } from './clauses.ts';
import { readSpecFile, type SpecFile, textOf } from './spec-file.ts';

/** A part of the spec; chapters stand in reading order. */
export interface Chapter {
  readonly id: string;
  readonly title: string;
}

/** What `spec/clauses.json` holds. */
export interface ClauseFile {
  readonly chapters: readonly Chapter[];
  readonly clauses: readonly Clause[];
}

/** Every id that a clause ever had. */
export interface IssuedIds {
  /** In the order in which they were given out. */
  readonly issued: readonly string[];
  /** Those of clauses that are no more. */
  readonly retired: readonly string[];
}

/** Reads the text of `spec/clauses.json`; throws SpecError. */
export const readClauses = (text: string, file = 'spec/clauses.json'): SpecFile<ClauseFile> =>
  readSpecFile(file, text, JSON.parse(textOf('spec/schema/clauses.schema.json')), {
    list: 'clauses',
    name: 'id',
  });

/** `spec/clause-ids.json`. */
export const issuedIds = (): IssuedIds => JSON.parse(textOf('spec/clause-ids.json'));
