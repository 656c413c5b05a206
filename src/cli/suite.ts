/** Bringing properties, fixtures and clauses together; the only place besides the api that does. */

import clauseData from '#spec/clauses.json' with { type: 'json' };
import { properties } from '../../properties/index.ts';
import { fixtureCheckId } from '../conformance/check-fixture.ts';
import type { Selection, Suite } from '../conformance/verify.ts';
import { quote } from '../model/defect.ts';
import { withNearest } from '../model/nearest.ts';
import { checkedFixtures } from '../problems/checked-fixtures.ts';
import { UsageError } from './failures.ts';

const clauseIds: readonly string[] = clauseData.clauses.map(({ id }) => id);

const clausesOf = (check: string, { properties, fixtures }: Suite): readonly string[] => [
  ...properties.filter(({ id }) => id === check).map(({ clause }) => clause),
  ...fixtures.filter((fixture) => fixtureCheckId(fixture) === check).flatMap(({ clauses }) => clauses),
];

/** One sample of one check is put: with another clause asked for, nothing would be. */
const demandClauseOf = (check: string, suite: Suite, selection: Selection, glob: string): void => {
  const own = clausesOf(check, suite);
  if (own.some(selection.clause)) return;
  throw new UsageError(
    `--path: expected a check of --clause ${glob}, got ${quote(check)}, which is one of ${own.join(', ')}`,
  );
};

/** The whole suite, after making sure that the selection selects something. */
export const loadSuite = (selection: Selection, glob: string): Suite => {
  if (!clauseIds.some(selection.clause)) {
    throw new UsageError(`--clause: expected a clause id, got ${withNearest(glob, clauseIds)}`);
  }
  const suite = { properties, fixtures: checkedFixtures() };
  const checks = [...properties.map(({ id }) => id), ...suite.fixtures.map(fixtureCheckId)];
  const wanted = selection.replay?.check;
  if (wanted !== undefined && !checks.includes(wanted)) {
    throw new UsageError(`--path: expected a property or fixture, got ${withNearest(wanted, checks)}`);
  }
  if (wanted !== undefined) demandClauseOf(wanted, suite, selection, glob);
  return suite;
};
