/** What is wrong with the clauses taken together: ids, order of chapters, sources. */

import { type Defect, quote } from '../model/defect.ts';
import { withNearest } from '../model/nearest.ts';
import { citationDefects } from './citations.ts';
import type { ClauseFile, IssuedIds } from './clause-file.ts';
import type { Clause } from './clauses.ts';
import type { SourceDocument } from './sources.ts';
import type { SpecFile } from './spec-file.ts';

/** What clauses are held against. */
export interface ClauseContext {
  readonly ids: IssuedIds;
  readonly documents: readonly SourceDocument[];
  /** Codes, which share the namespace. */
  readonly codes: readonly string[];
  /** Files of this repository, which a source may name as the heading of the document `backproof`. */
  readonly hasFile: (path: string) => boolean;
}

const idDefects = (
  { id }: Clause,
  path: string,
  earlier: readonly Clause[],
  context: ClauseContext,
): readonly Defect[] => {
  const { ids, codes } = context;
  const expected = (what: string): Defect => ({ path, expected: what, got: quote(id) });
  return [
    ...(earlier.some((other) => other.id === id) ? [expected('an id of its own')] : []),
    ...(ids.retired.includes(id) ? [expected('an id that no other clause ever had')] : []),
    ...(ids.issued.includes(id) ? [] : [expected('an id listed in spec/clause-ids.json')]),
    ...(codes.includes(id) ? [expected('an id that is no code')] : []),
  ];
};

const chapterDefects = (
  clause: Clause,
  path: string,
  before: Clause | undefined,
  chapters: readonly string[],
): readonly Defect[] => {
  const place = chapters.indexOf(clause.chapter);
  if (place < 0)
    return [{ path: `${path}.chapter`, expected: 'a chapter', got: withNearest(clause.chapter, chapters) }];
  return before === undefined || chapters.indexOf(before.chapter) <= place
    ? []
    : [{ path, expected: `a place before chapter ${before.chapter}`, got: `chapter ${clause.chapter}` }];
};

const sourceDefects = (clause: Clause, path: string, context: ClauseContext): readonly Defect[] =>
  clause.sources.flatMap((source, index) => {
    const at = `${path}.sources[${index}]`;
    if (source.document !== 'backproof') return citationDefects(source, at, context.documents, 'every line');
    return context.hasFile(source.heading)
      ? []
      : [{ path: at, expected: 'a file of this repository', got: quote(source.heading) }];
  });

const vanished = (clauses: readonly Clause[], { issued, retired }: IssuedIds): readonly Defect[] => {
  const known = new Set([...clauses.map(({ id }) => id), ...retired]);
  return issued
    .filter((id) => !known.has(id))
    .map((id) => ({
      path: 'spec/clause-ids.json',
      expected: `a clause ${id}, or ${id} retired`,
      got: 'neither',
    }));
};

/** Everything that the schema cannot say. */
export const clauseDefects = (
  { value: { chapters, clauses }, at }: SpecFile<ClauseFile>,
  context: ClauseContext,
): readonly Defect[] => {
  const names = chapters.map(({ id }) => id);
  return [
    ...clauses.flatMap((clause, index) => [
      ...idDefects(clause, at(index), clauses.slice(0, index), context),
      ...chapterDefects(clause, at(index), clauses[index - 1], names),
      ...sourceDefects(clause, at(index), context),
    ]),
    ...vanished(clauses, context.ids),
  ];
};
