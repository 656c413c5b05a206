/** A whole run: every selected property and fixture against every subject, verdict by verdict. */

import { createHash } from 'node:crypto';
import type { PrecisionName } from '../bounds/precision.ts';
import type { Property, Sample } from '../judge/property.ts';
import type { ProblemKind } from '../model/any-kind.ts';
import type { Supports } from '../model/supports.ts';
import type { Verdict } from '../model/verdict.ts';
import type { CheckedFixture } from '../problems/checked-fixtures.ts';
import type { Subject } from '../subjects/subject.ts';
import { checkFixture, checkOfFixture, fixtureCheckId } from './check-fixture.ts';
import { checkProperty, type Draw, drawSamples } from './check-property.ts';
import type { BasisOf } from './evaluate.ts';
import { basisFor, experts } from './evidence.ts';
import { isInShard, type RunOptions, type Universe } from './options.ts';
import { type Recorder, unrecorded } from './record.ts';
import { isGivenUp } from './restart-budget.ts';
import { verdictOf } from './tally.ts';

/** Everything that may be put to a subject. */
export interface Suite {
  readonly properties: readonly Property[];
  readonly fixtures: readonly CheckedFixture[];
}

/** Which of it is put. */
export interface Selection {
  /** True for the clauses asked for. */
  readonly clause: (id: string) => boolean;
  /** Of one sample: `PROPERTY:PATH` or `fixture:ID`. */
  readonly replay?: { readonly check: string; readonly path: string };
}

/** One verdict of one subject. */
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

/** The part of the suite that is selected. */
export const selected = (suite: Suite, { clause, replay }: Selection): Suite => ({
  properties: suite.properties.filter(
    (property) => clause(property.clause) && (replay === undefined || replay.check === property.id),
  ),
  fixtures: suite.fixtures.filter(
    (fixture) =>
      fixture.clauses.some(clause) && (replay === undefined || replay.check === fixtureCheckId(fixture)),
  ),
});

/** The kinds of what a suite asks. */
export const kindsOf = ({ properties, fixtures }: Suite): readonly ProblemKind[] => [
  ...new Set([...fixtures.map(({ problem }) => problem.kind), ...properties.map(({ kind = 'mlp' }) => kind)]),
];

/** What a run asks of its surroundings: who is asked within a check, what is known already, who is told. */
export interface Surroundings {
  readonly record: (subject: Subject) => Recorder;
  /** The verdict on a check that was finished before. */
  readonly finished: (subject: Subject, check: string) => Verdict | undefined;
  /** The subject as it is asked within a check: with answers that are known already, for instance. */
  readonly asked: (subject: Subject, check: string) => Subject;
  /** Gives the subject all restarts again, as between the worked examples and the properties. */
  readonly renew: (subject: Subject) => void;
  /** What samples are drawn for; absent: for what the subject says of itself. */
  readonly universe?: Universe;
}

/** Nobody is told, and nothing is known. */
export const withoutRecord: Surroundings = {
  record: () => unrecorded,
  finished: () => undefined,
  asked: (subject) => subject,
  renew: (subject) => subject.renewRestarts?.(0),
};

type CheckOne = (subject: Subject, basisOf: BasisOf, record: Recorder) => Promise<Verdict | null>;

/** One check, subject by subject; the experts' opinions on its problems are shared. */
async function* checkEach(
  check: string,
  subjects: readonly Subject[],
  { asked, finished, record }: Surroundings,
  checkOne: CheckOne,
): AsyncGenerator<SubjectVerdict> {
  const knowledge = experts();
  for (const subject of subjects) {
    const one = asked(subject, check);
    const basisOf: BasisOf = (problem) => basisFor(one, problem, knowledge);
    const verdict = finished(subject, check) ?? (await checkOne(one, basisOf, record(subject)));
    if (verdict !== null) yield { subject, verdict };
  }
}

const onFixture =
  (fixture: CheckedFixture, { shard, halt }: RunOptions): CheckOne =>
  async (subject, basisOf, record) => {
    const check = checkOfFixture(fixture);
    if (!isInShard(shard, check.id, 0)) return null;
    const reason = halt?.();
    return reason === undefined
      ? checkFixture(fixture, subject, basisOf, record)
      : verdictOf(check, [{ kind: 'not-run', reason }]);
  };

/** The options within one property: its share of the samples, its own seed, and the path of a replay. */
export const optionsWithin = (
  property: Property,
  options: RunOptions,
  { replay }: Pick<Selection, 'replay'>,
): RunOptions => ({
  ...options,
  runs: Math.ceil(options.runs * (property.share ?? 1)),
  seed: seedOf(options.seed, property),
  ...(replay && { path: replay.path }),
});

/** Those that claim the kind: others are not asked, and no verdict is given of them. */
const claiming = (subjects: readonly Subject[], kind: ProblemKind): readonly Subject[] =>
  subjects.filter(({ supports }) => supports.kinds.includes(kind));

/** Of a subject whose answers another part of the run may have, nobody knows here whether it is given up. */
const renewRestarts = (
  subjects: readonly Subject[],
  examples: readonly SubjectVerdict[],
  { shard }: RunOptions,
  { renew }: Surroundings,
): void => {
  for (const subject of subjects) {
    const own = examples.filter((each) => each.subject === subject).map(({ verdict }) => verdict);
    if (shard !== undefined || !isGivenUp(own)) renew(subject);
  }
};

/** Verdicts in the order of the suite, subject by subject within each check. */
export async function* verify(
  suite: Suite,
  subjects: readonly Subject[],
  options: RunOptions,
  selection: Selection,
  surroundings: Surroundings = withoutRecord,
): AsyncGenerator<SubjectVerdict> {
  const { properties, fixtures } = selected(suite, selection);
  const examples: SubjectVerdict[] = [];
  for (const fixture of fixtures) {
    const asked = claiming(subjects, fixture.problem.kind);
    for await (const each of checkEach(
      fixtureCheckId(fixture),
      asked,
      surroundings,
      onFixture(fixture, options),
    )) {
      examples.push(each);
      yield each;
    }
  }
  renewRestarts(subjects, examples, options, surroundings);
  for (const property of properties) {
    const own = optionsWithin(property, options, selection);
    const draw = sharedDraw(own);
    const asked = claiming(subjects, property.kind ?? 'mlp');
    yield* checkEach(property.id, asked, surroundings, (subject, basisOf, record) =>
      checkProperty(
        property,
        { subject, options: own, basisOf, record, universe: surroundings.universe ?? subject },
        draw,
      ),
    );
  }
}
