/** What is wrong with what holds the clauses. Pure: everything is handed in. */

import { type Defect, quote } from '../../model/defect.ts';
import { withNearest } from '../../model/nearest.ts';
import { citationDefects } from '../citations.ts';
import { clauseDefects } from '../clause-defects.ts';
import { recordDefects } from '../sources.ts';
import { statementDefects } from '../statement-defects.ts';
import { executionDefects } from './execution-defects.ts';
import { rowsOf } from './rows.ts';
import type { Material } from './traced.ts';

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
