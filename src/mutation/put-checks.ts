/** Properties and worked examples put to one subject, each by itself. */

import { fixtureCheckId, putFixture } from '../conformance/check-fixture.ts';
import { evaluate, isFailure } from '../conformance/evaluate.ts';
import { basisFor } from '../conformance/evidence.ts';
import type { Experts } from '../conformance/reference.ts';
import { kindOf } from '../conformance/tally.ts';
import type { Property, Sample } from '../judge/property.ts';
import type { CheckedFixture } from '../problems/checked-fixtures.ts';
import type { Subject } from '../subjects/subject.ts';
import type { FailedChecks } from './sighting.ts';

/** A property with what it is put. */
export interface DrawnProperty {
  readonly property: Property;
  readonly samples: readonly Sample[];
}

/** `refuted` where some numbers are wrong, `broken` where it only ever gives no numbers at all. */
const failureOf = async (
  subject: Subject,
  samples: readonly Sample[],
  experts: Experts,
): Promise<'refuted' | 'broken' | null> => {
  let broken = false;
  for (const sample of samples) {
    const evaluation = await evaluate(subject, sample, (problem) => basisFor(subject, problem, experts));
    if (!isFailure(evaluation)) continue;
    if (evaluation.kind === 'judged') return 'refuted';
    broken = true;
  }
  return broken ? 'broken' : null;
};

/** The clauses of which a property fails, and the properties that are broken by numbers. */
export const propertiesFailing = async (
  subject: Subject,
  drawn: readonly DrawnProperty[],
  experts: Experts,
): Promise<Pick<FailedChecks, 'clauses' | 'properties'>> => {
  const [failed, refuted]: [Property[], Property[]] = [[], []];
  for (const { property, samples } of drawn) {
    const failure = await failureOf(subject, samples, experts);
    if (failure !== null) failed.push(property);
    if (failure === 'refuted') refuted.push(property);
  }
  return {
    clauses: [...new Set(failed.map(({ clause }) => clause))],
    properties: refuted.map(({ id }) => id),
  };
};

/** The ids of the worked examples that fail. */
export const fixturesFailing = async (
  subject: Subject,
  fixtures: readonly CheckedFixture[],
  experts: Experts,
): Promise<readonly string[]> => {
  const failed: string[] = [];
  for (const fixture of fixtures) {
    const put = await putFixture(fixture, subject, (problem) => basisFor(subject, problem, experts));
    const verdict = put && kindOf(put.evaluation);
    if (verdict === 'discrepant' || verdict === 'error') failed.push(fixtureCheckId(fixture));
  }
  return failed;
};
