/** The clauses of the spec as typed data, and the namespace that they share with the codes. */

import data from '#spec/clauses.json' with { type: 'json' };
import { type CodeEntry, codeEntry, codes } from '../model/codes.ts';
import { withNearest } from '../model/nearest.ts';

const levels = ['must', 'should', 'note'] as const;

/** A place in one of the documents. */
export interface ClauseSource {
  readonly document: string;
  readonly heading: string;
  /** `66-70,78`; empty for a heading as a whole. */
  readonly lines: string;
}

/** One rule of the spec. */
export interface Clause {
  /** Words in capitals; never reused for another meaning. */
  readonly id: string;
  readonly chapter: string;
  readonly level: (typeof levels)[number];
  /** What has to be true. */
  readonly statement: string;
  /** Plain text, layers counted from 1; empty where words say it all. */
  readonly formula: string;
  /** The formula in TeX; absent where there is none. */
  readonly tex?: string;
  readonly sources: readonly ClauseSource[];
}

/** Every clause, in the order of the file. */
export const clauses: readonly Clause[] = data.clauses.map((entry) => {
  const level = levels.find((known) => known === entry.level);
  if (level === undefined) throw new Error(`spec/clauses.json has no sound level for ${entry.id}`);
  return { ...entry, level };
});

/** Ids of clauses, then codes: one namespace. */
export const knownWords: readonly string[] = [...clauses.map(({ id }) => id), ...codes];

const findClause = (id: string): Clause | undefined => clauses.find((candidate) => candidate.id === id);

/** The clause of this id; throws RangeError with the nearest known id on a miss. */
export const clause = (id: string): Clause => {
  const found = findClause(id);
  if (found !== undefined) return found;
  const ids = clauses.map((candidate) => candidate.id);
  throw new RangeError(`expected a clause id, got ${withNearest(id, ids)}`);
};

/** What a word of the namespace stands for. */
export type Entry =
  | { readonly kind: 'clause'; readonly clause: Clause }
  | { readonly kind: 'code'; readonly code: CodeEntry };

/** The clause or the code of this name, case aside; undefined where there is none. */
export const lookUp = (word: string): Entry | undefined => {
  const name = word.toUpperCase();
  const found = findClause(name);
  if (found !== undefined) return { kind: 'clause', clause: found };
  const code = codes.find((candidate) => candidate === name);
  return code === undefined ? undefined : { kind: 'code', code: codeEntry(code) };
};
