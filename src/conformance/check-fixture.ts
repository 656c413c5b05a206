/** One worked example against one subject: its values come from a file, not from our implementations. */

import { allowRounding } from '../bounds/combine.ts';
import { agreesWhole } from '../judge/claim.ts';
import type { Sample } from '../judge/property.ts';
import type { TracedAnswer } from '../model/answer.ts';
import { canAnswer } from '../model/supports.ts';
import type { Verdict } from '../model/verdict.ts';
import type { GradientFixture } from '../problems/fixture.ts';
import { expectedAnswer } from '../problems/fixture-values.ts';
import type { Subject } from '../subjects/subject.ts';
import { counterexampleOf, locationIn } from './counterexample.ts';
import { type BasisOf, isFailure } from './evaluate.ts';
import { putOne } from './put.ts';
import { type Recorder, unrecorded } from './record.ts';
import { type Check, verdictOf } from './tally.ts';

/** The id by which a fixture is selected and replayed. */
export const fixtureCheckId = ({ id }: GradientFixture): string => `fixture:${id}`;

/** Holds the evidence against the fixture's exact values instead of the opinion of our others. */
const heldAgainst =
  (expected: TracedAnswer, basisOf: BasisOf): BasisOf =>
  (problem) => {
    const basis = basisOf(problem);
    if (basis.kind === 'skipped') return basis;
    return {
      ...basis,
      evidence: (answer, agreeing) => {
        const evidence = basis.evidence(answer, agreeing);
        if (evidence.unconventional) return evidence;
        const againstReference = allowRounding(evidence.againstReference, expected);
        return { ...evidence, reference: expected, againstReference };
      },
    };
  };

/** The check that a fixture is. */
export const checkOfFixture = (fixture: GradientFixture): Check => ({
  id: fixtureCheckId(fixture),
  clause: fixture.clauses[0],
  title: fixture.title,
});

/** A fixture is a check of one sample: that the whole answer is the expected one. */
const sampleOfFixture = ({ problem }: GradientFixture): Sample => ({
  questions: [problem],
  claims: agreesWhole(0),
});

/** The verdict of one subject on one gradient fixture. */
export const checkFixture = async (
  fixture: GradientFixture,
  subject: Subject,
  basisOf: BasisOf,
  record: Recorder = unrecorded,
): Promise<Verdict> => {
  const check = checkOfFixture(fixture);
  if (!canAnswer(subject.supports, fixture.problem)) {
    return verdictOf(check, [{ kind: 'skipped', reason: 'outside what the subject supports' }]);
  }
  const sample = sampleOfFixture(fixture);
  const put = await putOne(subject, { run: 0, sample }, heldAgainst(expectedAnswer(fixture), basisOf));
  record(check, 'drawn', put);
  const { evaluation } = put;
  if (!isFailure(evaluation)) return verdictOf(check, [evaluation]);
  const location = locationIn(sample, evaluation);
  const counterexample = counterexampleOf(sample, evaluation, location, { replay: check.id, shrinks: 0 });
  return verdictOf(check, [evaluation], { evaluation, counterexample });
};
