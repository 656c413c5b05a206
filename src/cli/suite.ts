/** Bringing properties, fixtures and clauses together; the only place besides the api that does. */

import clauseData from '#spec/clauses.json' with { type: 'json' };
import { properties } from '../../properties/index.ts';
import { fixtureCheckId } from '../conformance/check-fixture.ts';
import type { Selection, Suite } from '../conformance/verify.ts';
import { withNearest } from '../model/nearest.ts';
import { checkedFixtures } from '../problems/checked-fixtures.ts';
import { UsageError } from './failures.ts';

const clauseIds: readonly string[] = clauseData.clauses.map(({ id }) => id);

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
  return suite;
};
