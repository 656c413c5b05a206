/** One worked example against one subject: its values come from a file, not from our implementations. */

import { allowRounding } from '../bounds/combine.ts';
import { allowGraphRounding } from '../bounds/graphs/combine-graph-bounds.ts';
import { agreesOnGraph, agreesWhole } from '../judge/claim.ts';
import type { Evidence } from '../judge/evidence.ts';
import type { Sample } from '../judge/property.ts';
import { canAnswer, outsideSupports } from '../model/supports.ts';
import type { Verdict } from '../model/verdict.ts';
import type { CheckedFixture } from '../problems/checked-fixtures.ts';
import { expectedAnswer } from '../problems/fixture-values.ts';
import { expectedGraphAnswer } from '../problems/graphs/graph-fixture-values.ts';
import type { Subject } from '../subjects/subject.ts';
import { counterexampleOf, locationIn } from './counterexample.ts';
import { type BasisOf, isFailure } from './evaluate.ts';
import { diagnosisOf } from './failure.ts';
import { type Put, putOne } from './put.ts';
import { type Recorder, unrecorded } from './record.ts';
import { type Check, verdictOf } from './tally.ts';

const prefix = 'fixture:';

/** The id by which a fixture is selected and replayed. */
export const fixtureCheckId = ({ id }: CheckedFixture): string => `${prefix}${id}`;

/** True of the id of a check that is a fixture, not a property. */
export const isFixtureCheck = (check: string): boolean => check.startsWith(prefix);

type Bounds = Evidence['againstReference'];

/** The bounds of an answer against exact values that were rounded to doubles; both of one kind. */
const roundedBounds = (bounds: Bounds, expected: Evidence['reference']): Bounds => {
  if ('value' in bounds && 'value' in expected) return allowGraphRounding(bounds, expected);
  if ('cost' in bounds && 'cost' in expected) return allowRounding(bounds, expected);
  throw new TypeError('expected bounds and values of one kind, got two');
};

/** Holds the evidence against the fixture's exact values instead of the opinion of our others. */
const heldAgainst =
  (expected: Evidence['reference'], basisOf: BasisOf): BasisOf =>
  (problem) => {
    const basis = basisOf(problem);
    if (basis.kind === 'skipped') return basis;
    return {
      ...basis,
      evidence: (answer, agreeing) => {
        const evidence = basis.evidence(answer, agreeing);
        if (evidence.unconventional) return evidence;
        const againstReference = roundedBounds(evidence.againstReference, expected);
        return { ...evidence, reference: expected, againstReference };
      },
    };
  };

/** The check that a fixture is. */
export const checkOfFixture = (fixture: CheckedFixture): Check => ({
  id: fixtureCheckId(fixture),
  clause: fixture.clauses[0],
  title: fixture.title,
});

/** A fixture is a check of one sample: that the whole answer is the expected one. */
const sampleOfFixture = ({ problem }: CheckedFixture): Sample => ({
  questions: [problem],
  claims: problem.kind === 'graph' ? agreesOnGraph(0, problem) : agreesWhole(0),
});

const expectedOf = (fixture: CheckedFixture): Evidence['reference'] =>
  fixture.kind === 'graph' ? expectedGraphAnswer(fixture) : expectedAnswer(fixture);

/** Puts a fixture to a subject; null where the subject does not claim it. */
export const putFixture = async (
  fixture: CheckedFixture,
  subject: Subject,
  basisOf: BasisOf,
): Promise<Put | null> =>
  canAnswer(subject.supports, fixture.problem)
    ? putOne(subject, { run: 0, sample: sampleOfFixture(fixture) }, heldAgainst(expectedOf(fixture), basisOf))
    : null;

/** The verdict of one subject on one gradient fixture. */
export const checkFixture = async (
  fixture: CheckedFixture,
  subject: Subject,
  basisOf: BasisOf,
  record: Recorder = unrecorded,
): Promise<Verdict> => {
  const check = checkOfFixture(fixture);
  const put = await putFixture(fixture, subject, basisOf);
  if (put === null) return verdictOf(check, [{ kind: 'skipped', reason: outsideSupports }]);
  record(check, 'drawn', put);
  const { sample, evaluation } = put;
  if (!isFailure(evaluation)) return verdictOf(check, [evaluation]);
  const location = locationIn(sample, evaluation);
  const shown = counterexampleOf(sample, evaluation, location, { replay: check.id, shrinks: 0 });
  const diagnosis = await diagnosisOf({ subject, basisOf }, [put], false, (more) =>
    record(check, 'separating', more),
  );
  const counterexample = { ...shown, ...(diagnosis && { diagnosis }) };
  return verdictOf(check, [evaluation], { evaluation, counterexample });
};
