/** The logs of a run's parts as one run: every verdict told again from the samples of all of them. */

import { isFixtureCheck } from '../conformance/check-fixture.ts';
import { changeIn, type Evaluation, stopsCheck } from '../conformance/evaluate.ts';
import { followsFailure } from '../conformance/record.ts';
import {
  type DrawnSample,
  isGivenUp,
  type RestartBudget,
  restartBudget,
} from '../conformance/restart-budget.ts';
import type { Failing } from '../conformance/sentence.ts';
import { failAlike, failureShown, verdictOf } from '../conformance/tally.ts';
import type { Verdict } from '../model/verdict.ts';
import { demandSameRun } from './identity.ts';
import type { HeaderLine, SampleLine, VerdictLine } from './log.ts';
import { lossesAfterFailure } from './losses.ts';
import type { Log } from './read-log.ts';
import { LogRefused } from './refused.ts';
import { evaluationIn } from './sample-line.ts';

/** A verdict with the index of its subject among those of the header. */
export interface IndexedVerdict {
  readonly subject: number;
  readonly verdict: Verdict;
}

/** What one part has of one check of one subject. */
interface Part {
  readonly verdict: VerdictLine;
  readonly drawn: readonly DrawnSample[];
  /** The smallest failing sample, where one failed. */
  readonly smallest?: Evaluation;
  /** Processes that were lost while the failure was looked into. */
  readonly losses: number;
}

const verdictIn = ({ kind: _kind, subject: _subject, ...verdict }: VerdictLine): Verdict => verdict;

/** The verdicts of a finished log, as they stand in it. */
export const verdictsOf = ({ lines }: Log): readonly IndexedVerdict[] =>
  lines.flatMap((line) =>
    line.kind === 'verdict' ? [{ subject: line.subject, verdict: verdictIn(line) }] : [],
  );

const partOf = (verdict: VerdictLine, samples: readonly SampleLine[]): Part => {
  const evaluated = samples.map((line) => ({ ...line, evaluation: evaluationIn(line) }));
  const drawn = evaluated.filter(({ stage }) => stage === 'drawn');
  const firstFailing = failureShown(drawn);
  const smaller = evaluated.filter(
    ({ stage, evaluation }) =>
      followsFailure(stage) && firstFailing !== undefined && failAlike(firstFailing.evaluation, evaluation),
  );
  const askedAgain =
    verdict.code === 'NONDETERMINISTIC' && firstFailing && changeIn(firstFailing.evaluation) === undefined;
  const smallest = askedAgain ? firstFailing : (smaller.at(-1) ?? firstFailing);
  const losses = lossesAfterFailure(samples);
  return { verdict, drawn, losses, ...(smallest && { smallest: smallest.evaluation }) };
};

/** Parts by subject and check, in the order of the log; the samples of a check stand before its verdict. */
const partsOf = ({ lines }: Log): ReadonlyMap<string, Part> => {
  const parts = new Map<string, Part>();
  let samples: SampleLine[] = [];
  for (const line of lines) {
    if (line.kind === 'sample') samples.push(line);
    if (line.kind !== 'verdict') continue;
    parts.set(`${line.subject} ${line.check}`, partOf(line, samples));
    samples = [];
  }
  return parts;
};

/** Samples that were not put because a part ended early: they have no line, only a count in the verdict. */
const notRun = ({ verdict, drawn }: Part): readonly Evaluation[] => {
  const left = new Map(Object.entries(verdict.skipped));
  for (const { evaluation } of drawn) {
    if (evaluation.kind !== 'skipped' && evaluation.kind !== 'not-run') continue;
    const count = left.get(evaluation.reason);
    if (count !== undefined) left.set(evaluation.reason, count - 1);
  }
  const kind = verdict.verdict === 'unsupported' ? 'skipped' : 'not-run';
  return [...left].flatMap(([reason, count]) =>
    Array.from({ length: Math.max(0, count) }, () => ({ kind, reason }) as const),
  );
};

const failingIn = (part: Part | undefined): Failing | undefined => {
  const counterexample = part?.verdict.counterexample;
  if (part?.smallest === undefined || counterexample === undefined) return undefined;
  const [first] = counterexample.discrepancies;
  return {
    evaluation: part.smallest,
    counterexample,
    ...(part.verdict.code === 'NONDETERMINISTIC' &&
      changeIn(part.smallest) === undefined &&
      first && { nondeterminism: first }),
  };
};

/** One verdict from the parts of a check: as the whole run stops at a fault, so do its samples here. */
const merged = (parts: readonly Part[], restarts: RestartBudget): Verdict => {
  const [{ verdict }] = parts as readonly [Part];
  const drawn = parts.flatMap((part) => part.drawn).sort((one, other) => one.run - other.run);
  const left = parts.flatMap(notRun);
  if (drawn.length + left.length === 0) return verdictIn(verdict);
  const put = restarts.put(drawn);
  const isWhole = put.length === drawn.length && !put.some(({ evaluation }) => stopsCheck(evaluation));
  const evaluations = [...put.map(({ evaluation }) => evaluation), ...(isWhole ? left : [])];
  const first = failureShown(put);
  const failed = first && parts.find((part) => part.drawn.some(({ run }) => run === first.run));
  if (failed !== undefined) restarts.spend(failed.losses);
  const { check, clause, title } = verdict;
  return verdictOf({ id: check, clause, title }, evaluations, failingIn(failed));
};

const demandShards = (logs: readonly Log[]): void => {
  const of = logs[0]?.header.shard?.of;
  const seen = new Map<number, string>();
  for (const { file, header, finished } of logs) {
    const { shard } = header;
    if (shard === undefined) throw new LogRefused(`${file}: expected a part of a run, got a whole one`);
    if (shard.of !== of)
      throw new LogRefused(`${file}: expected one of ${of} parts, got one of ${shard.of} parts`);
    const twin = seen.get(shard.index);
    if (twin !== undefined)
      throw new LogRefused(
        `${file}: expected every part once, got part ${shard.index} of ${of} also in ${twin}`,
      );
    if (!finished)
      throw new LogRefused(
        `${file}: expected a finished part, got one that was interrupted (--resume goes on with it)`,
      );
    seen.set(shard.index, file);
  }
};

/** The parts of a run that is not whole, counted from 1, of which there is no log; none of a run in one piece. */
export const missingShards = (
  logs: readonly { readonly header: Pick<HeaderLine, 'shard'> }[],
): readonly number[] => {
  const whole = logs[0]?.header.shard;
  if (whole === undefined) return [];
  const given = new Set(logs.map(({ header }) => header.shard?.index));
  return Array.from({ length: whole.of }, (_, index) => index + 1).filter((index) => !given.has(index));
};

const demandSubjectsRecorded = ({ file, header }: Log): void => {
  if (header.subjects.every(({ recorded, notTestable }) => recorded || notTestable !== undefined)) return;
  throw new LogRefused(`${file}: expected the samples of every subject, got verdicts alone`);
};

/**
 * The verdicts of the run whose parts these are, in the order given by `checks`; with `missingShards`, of what
 * there is of it. Throws `LogRefused` where they are of different runs, or of one part twice.
 */
export const mergeShards = (logs: readonly Log[], checks: readonly string[]): readonly IndexedVerdict[] => {
  const [first] = logs;
  if (first === undefined) return [];
  for (const { file, header } of logs) demandSameRun(file, header, first.header);
  demandShards(logs);
  logs.forEach(demandSubjectsRecorded);
  const parts = logs.map(partsOf);
  const restarts = first.header.subjects.map(() => restartBudget(first.header.restarts));
  const verdictsOn = (check: string): readonly IndexedVerdict[] =>
    restarts.flatMap((budget, subject) => {
      const found = parts.flatMap((each) => each.get(`${subject} ${check}`) ?? []);
      return found.length === 0 ? [] : [{ subject, verdict: merged(found, budget) }];
    });
  const examples = checks.filter(isFixtureCheck).flatMap(verdictsOn);
  for (const [index, budget] of restarts.entries()) {
    const own = examples.filter(({ subject }) => subject === index).map(({ verdict }) => verdict);
    if (!isGivenUp(own)) budget.renew();
  }
  return [...examples, ...checks.filter((check) => !isFixtureCheck(check)).flatMap(verdictsOn)];
};
