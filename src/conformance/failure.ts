/** From a failing sample to what is told of it: the smallest one, where to look, and the known mistake. */

import type fc from 'fast-check';
import type { Property, Sample } from '../judge/property.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import { isFiniteTree } from '../model/path.ts';
import type { Location } from '../model/verdict.ts';
import type { Subject } from '../subjects/subject.ts';
import type { CheckContext } from './check-context.ts';
import { counterexampleOf, locationIn, wholeAnswers } from './counterexample.ts';
import {
  type AskMore,
  answersIn,
  diagnoseChange,
  diagnoseFailure,
  diagnoseGraphFailure,
  diagnoseNotFinite,
  graphAnswersIn,
} from './diagnose.ts';
import { changeIn, isDiagnosable, judgeReplies } from './evaluate.ts';
import { withExactExpectations } from './exact-expectations.ts';
import { type Put, putOne } from './put.ts';
import type { Failing } from './sentence.ts';
import { processesFor, type Smallest, shrink } from './shrink.ts';

/** The smallest sample that fails as this one does, within what the run allows. */
export const smallestOf = async (
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
  // Shrinking counts by itself, and stops by the same count in a run that was gone on with.
  if (processes > 0) subject.grantRestarts?.(Number.POSITIVE_INFINITY);
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

/** What is told of a failure: its smallest sample, what is wrong there, and where to look. */
export const failureOf = (property: Property, subject: Subject, failing: Put, found: Smallest): Failing => {
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

/**
 * The mistake behind a failure, from samples that fail in the same way: the failing one and the smallest, which are
 * the same in every shard and when judged again. `recordMore` is told of what is asked besides.
 */
export const diagnosisOf = async (
  { subject, basisOf }: Pick<CheckContext, 'subject' | 'basisOf'>,
  puts: readonly [Put, ...Put[]],
  isNondeterministic: boolean,
  recordMore: (put: Put) => void,
): Promise<Diagnosis | undefined> => {
  const [{ run, evaluation }] = puts;
  if (!isDiagnosable(evaluation)) return undefined;
  const ask: AskMore = async (sample) => {
    const now = await putOne(subject, { run, sample }, basisOf);
    recordMore(now);
    return now.replies;
  };
  const graphs = puts.flatMap(({ sample, replies }) => graphAnswersIn(sample, replies));
  const isChanging = isNondeterministic || changeIn(evaluation) !== undefined;
  if (isChanging) return graphs.length > 0 ? undefined : diagnoseChange(subject, ask);
  if (graphs.length > 0) return diagnoseGraphFailure(subject, graphs, ask);
  const answers = puts.flatMap(({ sample, replies }) => answersIn(sample, replies));
  const broken = answers.findLast(({ answer }) => !isFiniteTree(answer));
  const range = broken && (await diagnoseNotFinite(broken.problem, ask));
  return range ?? diagnoseFailure(subject, answers, ask);
};
