/** One property against one subject: many samples, and after a failure the smallest one. */

import fc from 'fast-check';
import type { PrecisionName } from '../bounds/precision.ts';
import type { Property, Sample } from '../judge/property.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Supports } from '../model/supports.ts';
import type { Location, Verdict } from '../model/verdict.ts';
import type { Subject } from '../subjects/subject.ts';
import { counterexampleOf, locationIn, wholeAnswers } from './counterexample.ts';
import {
  type AskMore,
  answersIn,
  diagnoseFailure,
  diagnoseGraphFailure,
  graphAnswersIn,
} from './diagnose.ts';
import {
  type BasisOf,
  changeIn,
  type Evaluation,
  isDiagnosable,
  isFailure,
  judgeReplies,
  stopsCheck,
} from './evaluate.ts';
import { withExactExpectations } from './exact-expectations.ts';
import { isInShard, type RunOptions, type Universe } from './options.ts';
import { type Numbered, type Put, putAll, putOne } from './put.ts';
import type { Recorder } from './record.ts';
import type { Failing } from './sentence.ts';
import { processesFor, type Smallest, shrink } from './shrink.ts';
import { failureShown, kindOf, verdictOf } from './tally.ts';
import { allOutside, withoutSamples } from './without-samples.ts';

/** Samples of a property that every subject with these claims and this precision shares; drawn once. */
export type Draw = (
  arbitrary: fc.Arbitrary<Sample>,
  supports: Supports,
  precision?: PrecisionName,
) => readonly Sample[];

/** The samples that `--seed`, `--runs` and `--path` stand for. */
export const drawSamples =
  ({ seed, runs, path }: RunOptions): Draw =>
  (arbitrary) =>
    fc.sample(arbitrary, path === undefined ? { seed, numRuns: runs } : { seed, numRuns: 1, path });

/** The samples of the shard with their indices; `halted` gets those that come after the end of the run. */
function* numbered(
  { id }: Property,
  samples: readonly Sample[],
  { path, shard, halt }: RunOptions,
  halted: (reason: string) => void,
): Generator<Numbered> {
  const first = path === undefined ? 0 : Number(path.split(':')[0]);
  for (const [index, sample] of samples.entries()) {
    const run = first + index;
    if (!isInShard(shard, id, run)) continue;
    const reason = halt?.();
    if (reason === undefined) yield { run, sample };
    else halted(reason);
  }
}

interface Asked {
  readonly evaluations: readonly Evaluation[];
  readonly failing?: Put;
}

/** Puts every sample to the subject; stops asking after the first fault that is not a malformed answer. */
const askSamples = async (
  property: Property,
  { subject, options, basisOf, record }: CheckContext,
  samples: readonly Sample[],
): Promise<Asked> => {
  const evaluations: Evaluation[] = [];
  const notRun: Evaluation[] = [];
  const failures: Put[] = [];
  const halted = (reason: string) => void notRun.push({ kind: 'not-run', reason });
  for await (const put of putAll(subject, numbered(property, samples, options, halted), basisOf)) {
    record(property, 'drawn', put);
    evaluations.push(put.evaluation);
    // The first of each kind is kept, so that memory does not grow with the failures.
    const kind = kindOf(put.evaluation);
    const isNew = failures.every(({ evaluation }) => kindOf(evaluation) !== kind);
    if (isNew && isFailure(put.evaluation)) failures.push(put);
    if (stopsCheck(put.evaluation)) break;
  }
  const failing = failureShown(failures);
  return { evaluations: [...evaluations, ...notRun], ...(failing && { failing }) };
};

/** What a check needs besides the property. */
export interface CheckContext {
  readonly subject: Subject;
  readonly options: RunOptions;
  readonly basisOf: BasisOf;
  readonly record: Recorder;
  /** What samples are drawn for. */
  readonly universe: Universe;
}

const smallestOf = async (
  property: Property,
  arbitrary: fc.Arbitrary<Sample>,
  { subject, options, basisOf, record }: CheckContext,
  failing: Put,
): Promise<Smallest> => {
  const path = options.path ?? String(failing.run);
  const { run, evaluation } = failing;
  const processes = processesFor(evaluation);
  const isLost = processes > 0 && subject.grantRestarts === undefined;
  if (!options.shrink || isLost) return { put: failing, path, shrinks: 0, questions: 0 };
  const put = async (sample: Sample, stage: 'again' | 'shrinking') => {
    const now = await putOne(subject, { run, sample }, basisOf);
    record(property, stage, now);
    return now;
  };
  const isHalted = () => options.halt?.() !== undefined;
  // The one that confirms what was found is one more.
  if (processes > 0) subject.grantRestarts?.(processes + 1);
  const found = await shrink({ arbitrary, seed: options.seed, put, isHalted }, path, failing);
  if (processes > 0) subject.grantRestarts?.(0);
  return found;
};

/** Answers that change point to no step of the computation. */
const locationOf = ({ sample, prepared, replies, evaluation }: Put, isShown: boolean): Location | null => {
  if (changeIn(evaluation) !== undefined) return null;
  const whole = wholeAnswers(sample);
  return locationIn(whole, judgeReplies(whole, prepared, replies), isShown);
};

const isOfGraphs = ({ sample }: Put): boolean => sample.questions.some(({ kind }) => kind === 'graph');

/**
 * Where to look in a network shows best before it is shrunk; it is said of the smallest problem where that
 * shows the same, and always of a graph, whose names are printed.
 */
const bestLocation = (failing: Put, smallest: Put): Location | null => {
  const shown = locationOf(smallest, true);
  if (isOfGraphs(smallest)) return shown;
  const drawn = locationOf(failing, false);
  return drawn !== null && drawn.clause !== shown?.clause ? drawn : shown;
};

const failureOf = (property: Property, subject: Subject, failing: Put, found: Smallest): Failing => {
  const { put, nondeterminism, path, isUnrepeated, ...effort } = found;
  const location = nondeterminism ? null : bestLocation(failing, put);
  const origin = { replay: `${property.id}:${path}`, ...effort };
  const counterexample = counterexampleOf(put.sample, put.evaluation, location, origin);
  const discrepancies = nondeterminism
    ? [nondeterminism, ...counterexample.discrepancies]
    : withExactExpectations(counterexample.discrepancies, counterexample.problems, subject);
  return {
    evaluation: put.evaluation,
    counterexample: { ...counterexample, discrepancies, ...(isUnrepeated && { unrepeated: true }) },
    ...(nondeterminism && { nondeterminism }),
  };
};

/** From the failing sample and the smallest one, which are the same in every shard and when judged again. */
const diagnosisOf = async (
  property: Property,
  { subject, basisOf, record }: CheckContext,
  failing: Put,
  { put: smallest, nondeterminism }: Smallest,
): Promise<Diagnosis | undefined> => {
  const isChanging = nondeterminism !== undefined || changeIn(failing.evaluation) !== undefined;
  if (!isDiagnosable(failing.evaluation) || isChanging) return undefined;
  const ask: AskMore = async (sample) => {
    const now = await putOne(subject, { run: failing.run, sample }, basisOf);
    record(property, 'separating', now);
    return now.replies;
  };
  const puts = [failing, smallest];
  const graphs = puts.flatMap(({ sample, replies }) => graphAnswersIn(sample, replies));
  if (graphs.length > 0) return diagnoseGraphFailure(subject, graphs, ask);
  const answers = puts.flatMap(({ sample, replies }) => answersIn(sample, replies));
  return diagnoseFailure(subject, answers, ask);
};

/** The verdict of one subject on one property; null where no sample of it belongs to the shard. */
export const checkProperty = async (
  property: Property,
  context: CheckContext,
  draw: Draw,
): Promise<Verdict | null> => {
  const { subject, options, universe } = context;
  const { supports, precision } = universe;
  const arbitrary = property.samples(supports, precision);
  if (arbitrary === null)
    return isInShard(options.shard, property.id, 0) ? withoutSamples(property, subject, universe, 1) : null;
  const samples = draw(arbitrary, supports, precision);
  const { evaluations, failing } = await askSamples(property, context, samples);
  if (evaluations.length === 0) return null;
  if (allOutside(evaluations)) return withoutSamples(property, subject, universe, evaluations.length);
  if (failing === undefined) return verdictOf(property, evaluations);
  const found = await smallestOf(property, arbitrary, context, failing);
  const failure = failureOf(property, subject, failing, found);
  const diagnosis = await diagnosisOf(property, context, failing, found);
  const counterexample = { ...failure.counterexample, ...(diagnosis && { diagnosis }) };
  return verdictOf(property, evaluations, { ...failure, counterexample });
};
