/** The page of a clause or a code: the spec's entry, brought together with all that refers to it. */

import { properties } from '../../../properties/index.ts';
import type { CodeEntry } from '../../model/codes.ts';
import { loadFixtures } from '../../problems/fixtures.ts';
import { loadGraphFixtures } from '../../problems/graphs/graph-fixtures.ts';
import { type ClausePage, clausePage, codePage, type Page } from '../../reports/explain/page.ts';
import type { Clause, Entry } from '../../spec/clauses.ts';
import { errata } from '../../spec/errata/errata.ts';
import { misreadingsOf } from '../../spec/misreadings.ts';

const clausePageOf = (clause: Clause): ClausePage => ({
  clause,
  fixtures: [...loadFixtures(), ...loadGraphFixtures()]
    .filter(({ clauses }) => clauses.includes(clause.id))
    .map(({ id, title }) => ({ id, title })),
  properties: properties
    .filter((property) => property.clause === clause.id)
    .map(({ id, title }) => ({ id, title })),
  mistakes: misreadingsOf(clause.id),
  errata: errata()
    .filter((erratum) => erratum.clause === clause.id)
    .map(({ id, printed }) => ({ id, title: printed })),
});

/** The page, and the data that it shows. */
export const pageOf = (entry: Entry): { readonly page: Page; readonly data: ClausePage | CodeEntry } => {
  if (entry.kind === 'code') return { page: codePage(entry.code), data: entry.code };
  const data = clausePageOf(entry.clause);
  return { page: clausePage(data), data };
};
