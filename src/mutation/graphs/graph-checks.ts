/** The properties and worked examples of graphs, put to a patched way one by one. */

import { graphProperties } from '../../../properties/graphs/index.ts';
import { float64 } from '../../arithmetic/float64.ts';
import { experts } from '../../conformance/evidence.ts';
import { isRefusal } from '../../model/answer.ts';
import type { Problem } from '../../model/any-kind.ts';
import { loadGraphFixtures } from '../../problems/graphs/graph-fixtures.ts';
import type { Reply, Subject } from '../../subjects/subject.ts';
import { type DrawnProperty, fixturesFailing, propertiesFailing } from '../put-checks.ts';
import type { FailedChecks } from '../sighting.ts';
import type { LoadedWay } from './panel.ts';
import { everyGraph } from './questions.ts';

/** Which checks fail with the mistake in place, each run alone; graphs have no witness. */
export type FailedGraphChecks = Omit<FailedChecks, 'witness'>;

const replyOf = ({ answer }: LoadedWay, problem: Problem): Reply => {
  if (problem.kind !== 'graph') return { kind: 'unsupported', reason: 'answers problems of kind graph' };
  const attempt = answer(problem, float64);
  if (isRefusal(attempt)) return { kind: 'unsupported', reason: attempt.refused };
  return { kind: 'answer', answer: attempt, notes: [], changedProblem: false };
};

/**
 * A way as a subject; where it throws it has no answer. Whatever it is, it is held against unpatched forward
 * mode within the bounds of the table, as the table is.
 */
const subjectOf = (way: LoadedWay): Subject => ({
  name: 'graph-table',
  ours: true,
  precision: 'float64',
  supports: everyGraph,
  ask: async (problem) => {
    try {
      return replyOf(way, problem);
    } catch (error) {
      return { kind: 'unsupported', reason: error instanceof Error ? error.message : String(error) };
    }
  },
  forget: () => {},
  close: async () => {},
});

/** Clauses that a property of graphs tests: each of them can see a mistake by itself. */
export const testedGraphClauses: readonly string[] = [
  ...new Set(graphProperties.map(({ clause }) => clause)),
];

/** Puts every check to a way. */
export const graphChecksWith = (drawn: readonly DrawnProperty[]) => {
  const fixtures = loadGraphFixtures();
  const known = experts();
  return async (way: LoadedWay): Promise<FailedGraphChecks> => {
    const subject = subjectOf(way);
    return {
      ...(await propertiesFailing(subject, drawn, known)),
      fixtures: await fixturesFailing(subject, fixtures, known),
    };
  };
};
