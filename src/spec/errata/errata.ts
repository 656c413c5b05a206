/** The errata of the five documents, and what the documents say differently from one another, as typed data. */

import { withNearest } from '../../model/nearest.ts';
import { clauses } from '../clauses.ts';
import { readSources } from '../sources.ts';
import { textOf } from '../spec-file.ts';
import type { Erratum } from './entry.ts';
import { readErrata } from './reading.ts';

const names = ['pasa', 'lee', 'sarkar', 'srihari', 'khalid', 'several'] as const;

let read: readonly Erratum[] | undefined;

/**
 * All errata, document by document, in the order of the files.
 *
 * @throws SpecError with one line per defect, `spec/errata/khalid.json:120 B4-04.lines: expected X, got Y`.
 */
export const errata = (): readonly Erratum[] => {
  read ??= readErrata(
    names.map((name) => `spec/errata/${name}.json`).map((file) => ({ file, text: textOf(file) })),
    { clauses: clauses.map(({ id }) => id), documents: readSources() },
  );
  return read;
};

/** The erratum of this id; throws RangeError with the nearest known id on a miss. */
export const erratum = (id: string): Erratum => {
  const all = errata();
  const found = all.find((candidate) => candidate.id === id);
  if (found !== undefined) return found;
  const ids = all.map((candidate) => candidate.id);
  throw new RangeError(`expected the id of an erratum, got ${withNearest(id, ids)}`);
};
