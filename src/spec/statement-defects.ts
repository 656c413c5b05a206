/** What is wrong with the map from statements to clauses, read in both directions. */

import { type Defect, quote } from '../model/defect.ts';
import { withNearest } from '../model/nearest.ts';
import { citationDefects, linesCited } from './citations.ts';
import type { ClauseFile } from './clause-file.ts';
import type { Clause } from './clauses.ts';
import { linesOf, rangesOf } from './line-ranges.ts';
import { asideLines, blankLines, type SourceDocument } from './sources.ts';
import type { SpecFile } from './spec-file.ts';
import { citationsOf, type Statement, type StatementFile, statementsOf } from './statements.ts';

const numberDefects = (
  statements: readonly Statement[],
  at: (index: number) => string,
  documents: readonly SourceDocument[],
): readonly Defect[] => {
  const counts = new Map<string, number>();
  return statements.flatMap(({ id, document }, index) => {
    const count = (counts.get(document) ?? 0) + 1;
    counts.set(document, count);
    const place = documents.findIndex(({ name }) => name === document);
    const expected = `S${place}-${`${count}`.padStart(2, '0')}`;
    return id === expected
      ? []
      : [{ path: at(index), expected: `${expected}, the next of ${document}`, got: quote(id) }];
  });
};

/** Every reason for prose is one statement's own. */
const reasonDefects = (statements: readonly Statement[], at: (index: number) => string): readonly Defect[] =>
  statements.flatMap(({ prose }, index) => {
    const earlier = statements.findIndex((other) => other.prose === prose);
    return prose === undefined || earlier === index
      ? []
      : [{ path: `${at(index)}.prose`, expected: 'a reason of its own', got: `that of ${at(earlier)}` }];
  });

const namedClauseDefects = (statement: Statement, path: string, known: readonly string[]) =>
  (statement.clauses ?? [])
    .filter((id) => !known.includes(id))
    .map((id) => ({ path: `${path}.clauses`, expected: 'a clause id', got: withNearest(id, known) }));

/** Cited lines of a clause that no statement of the clause makes; blank and aside lines make none. */
const unheldLines = (
  clause: Clause,
  document: SourceDocument,
  statements: readonly Statement[],
): readonly number[] => {
  const held = linesCited(statementsOf(clause.id, statements).flatMap(citationsOf)).get(document.name);
  const silent = new Set([
    ...blankLines(document),
    ...asideLines(document),
    ...document.headings.map(({ line }) => line),
  ]);
  return clause.sources
    .filter((source) => source.document === document.name)
    .flatMap(({ lines }) => linesOf(lines) ?? [])
    .filter((line) => !silent.has(line) && held?.has(line) !== true);
};

const clauseMapDefects = (
  { value: { clauses }, at }: SpecFile<ClauseFile>,
  statements: readonly Statement[],
  documents: readonly SourceDocument[],
): readonly Defect[] =>
  clauses.flatMap((clause, index) =>
    documents.flatMap((document) => {
      const unheld = unheldLines(clause, document, statements);
      if (unheld.length === 0) return [];
      const got = `none for line ${rangesOf(unheld)} of ${document.name}`;
      return [{ path: `${at(index)}.sources`, expected: 'statements that map to it', got }];
    }),
  );

/** Everything that the schema cannot say. */
export const statementDefects = (
  { value: { statements }, at }: SpecFile<StatementFile>,
  clauseFile: SpecFile<ClauseFile>,
  documents: readonly SourceDocument[],
): readonly Defect[] => {
  const known = clauseFile.value.clauses.map(({ id }) => id);
  return [
    ...numberDefects(statements, at, documents),
    ...reasonDefects(statements, at),
    ...statements.flatMap((statement, index) => [
      ...namedClauseDefects(statement, at(index), known),
      ...citationsOf(statement).flatMap((citation, place) =>
        citationDefects(citation, `${at(index)}.places[${place}]`, documents, 'every line'),
      ),
    ]),
    ...clauseMapDefects(clauseFile, statements, documents),
  ];
};
