/** A whole run: every selected property and fixture against every subject, verdict by verdict. */

import { createHash } from 'node:crypto';
import type { PrecisionName } from '../bounds/precision.ts';
import type { Property, Sample } from '../judge/property.ts';
import type { Supports } from '../model/supports.ts';
import type { Verdict } from '../model/verdict.ts';
import type { GradientFixture } from '../problems/fixture.ts';
import type { Subject } from '../subjects/subject.ts';
import { checkFixture, fixtureCheckId } from './check-fixture.ts';
import { checkProperty, type Draw, drawSamples, type RunOptions } from './check-property.ts';
import type { BasisOf } from './evaluate.ts';
import { basisFor, experts } from './evidence.ts';

export interface Suite {
  readonly properties: readonly Property[];
  readonly fixtures: readonly GradientFixture[];
}

export interface Selection {
  /** True for the clauses asked for. */
  readonly clause: (id: string) => boolean;
  /** Of one sample: `PROPERTY:PATH` or `fixture:ID`. */
  readonly replay?: { readonly check: string; readonly path: string };
}

export interface SubjectVerdict {
  readonly subject: Subject;
  readonly verdict: Verdict;
}

/** Each property has a seed of its own, so that adding one does not change the samples of another. */
const seedOf = (seed: number, { id }: Property): number =>
  createHash('sha256').update(`${seed}:${id}`).digest().readInt32LE(0);

/** Subjects with the same claims are put the same samples, drawn once. */
const sharedDraw = (options: RunOptions): Draw => {
  const draw = drawSamples(options);
  const drawn = new Map<PrecisionName, Map<Supports, readonly Sample[]>>();
  return (arbitrary, supports, precision = 'float64') => {
    const sameFormat = drawn.get(precision) ?? new Map<Supports, readonly Sample[]>();
    const samples = sameFormat.get(supports) ?? draw(arbitrary, supports);
    drawn.set(precision, sameFormat.set(supports, samples));
    return samples;
  };
};

const selected = (suite: Suite, { clause, replay }: Selection): Suite => ({
  properties: suite.properties.filter(
    (property) => clause(property.clause) && (replay === undefined || replay.check === property.id),
  ),
  fixtures: suite.fixtures.filter(
    (fixture) =>
      fixture.clauses.some(clause) && (replay === undefined || replay.check === fixtureCheckId(fixture)),
  ),
});

/** Verdicts in the order of the suite, subject by subject within each check. */
export async function* verify(
  suite: Suite,
  subjects: readonly Subject[],
  options: RunOptions,
  selection: Selection,
): AsyncGenerator<SubjectVerdict> {
  const { properties, fixtures } = selected(suite, selection);
  for (const fixture of fixtures) {
    const knowledge = experts();
    for (const subject of subjects) {
      const basisOf: BasisOf = (problem) => basisFor(subject, problem, knowledge);
      yield { subject, verdict: await checkFixture(fixture, subject, basisOf) };
    }
  }
  for (const property of properties) {
    const knowledge = experts();
    const own = {
      ...options,
      seed: seedOf(options.seed, property),
      ...(selection.replay && { path: selection.replay.path }),
    };
    const draw = sharedDraw(own);
    for (const subject of subjects) {
      const basisOf: BasisOf = (problem) => basisFor(subject, problem, knowledge);
      yield { subject, verdict: await checkProperty(property, subject, own, draw, basisOf) };
    }
  }
}
