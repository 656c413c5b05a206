/** What a run says to the shell (runner: exit codes). */

import type { Verdict } from '../model/verdict.ts';
import type { VerdictKind } from '../model/verdict-kind.ts';
import { hasRefusals } from './scores.ts';

/** By what they say. */
export const exitCodes = {
  conforms: 0,
  discrepant: 1,
  usage: 2,
  notTestable: 3,
  nothingVerified: 4,
  defect: 5,
  interrupted: 130,
} as const;

/** 0, 1, 2, 3, 4, 5 or 130. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** One subject, as far as the exit code depends on it. */
export interface SubjectOutcome {
  readonly verdicts: readonly Verdict[];
  /** True where it did not start, did not say what it is, or never answered. */
  readonly notTestable: boolean;
}

/** A run, as far as the exit code depends on it. */
export interface RunOutcome {
  readonly subjects: readonly SubjectOutcome[];
  /** Clauses of level must. */
  readonly must: ReadonlySet<string>;
  /** Failures that are listed as known and fail as listed. */
  readonly excused: ReadonlyMap<Verdict, unknown>;
  /** Listed ones that pass, fail in another way, or have expired. */
  readonly stale: number;
  /** A shard does not see every check: whether anything was verified is for the merge to say. */
  readonly shard: boolean;
  readonly interrupted: boolean;
  /** Parts of it were not given: whether all was verified cannot be said. */
  readonly incomplete: boolean;
}

const wrong: readonly VerdictKind[] = ['discrepant', 'error', 'timeout', 'malformed'];

/** True of a verdict that no conforming subject earns. */
export const isWrong = ({ verdict }: Verdict): boolean => wrong.includes(verdict);

/** Must clauses none of whose checks came to a verdict although the subject claims them. */
export const unexercisedClauses = (
  verdicts: readonly Verdict[],
  must: ReadonlySet<string>,
): readonly string[] => {
  const exercised = new Set(
    verdicts
      .filter((verdict) => verdict.verdict === 'conforms' || isWrong(verdict))
      .map(({ clause }) => clause),
  );
  const claimed = verdicts.filter(({ verdict }) => verdict !== 'unsupported').map(({ clause }) => clause);
  return [...new Set(claimed)].filter((clause) => must.has(clause) && !exercised.has(clause));
};

/** True where nothing was asked for in vain: every sample is left to others, or was left open. */
const isLeftOpen = ({ verdict }: Verdict): boolean => verdict === 'unsupported' || verdict === 'inconclusive';

/** True where its processes ended, until no further one was started, and it had not answered anything. */
const neverAnswered = (verdicts: readonly Verdict[]): boolean =>
  verdicts.some(({ code }) => code === 'STOPPED') &&
  verdicts.every(
    (verdict) =>
      verdict.code === 'DIED' ||
      verdict.verdict === 'not-run' ||
      (verdict.verdict === 'unsupported' && !hasRefusals(verdict)),
  );

/** From the worst to the best. */
const precedence: readonly ExitCode[] = [
  exitCodes.defect,
  exitCodes.interrupted,
  exitCodes.usage,
  exitCodes.notTestable,
  exitCodes.discrepant,
  exitCodes.nothingVerified,
  exitCodes.conforms,
];

/** The worst of several; 0 of none. */
export const worstExit = (codes: readonly ExitCode[]): ExitCode =>
  precedence.find((code) => codes.includes(code)) ?? exitCodes.conforms;

const exitOfSubject = (
  { verdicts, notTestable }: SubjectOutcome,
  { must, excused, shard }: RunOutcome,
): ExitCode => {
  if (notTestable || neverAnswered(verdicts)) return exitCodes.notTestable;
  if (verdicts.some((verdict) => isWrong(verdict) && !excused.has(verdict))) return exitCodes.discrepant;
  if (shard && verdicts.every(isLeftOpen)) return exitCodes.conforms;
  const verified = verdicts.some(({ verdict }) => verdict === 'conforms' || verdict === 'discrepant');
  return verified && (shard || unexercisedClauses(verdicts, must).length === 0)
    ? exitCodes.conforms
    : exitCodes.nothingVerified;
};

/** The worst of what is true of the run; a run without a subject verified nothing. */
export const exitCodeOf = (outcome: RunOutcome): ExitCode =>
  worstExit([
    ...outcome.subjects.map((subject) => exitOfSubject(subject, outcome)),
    ...(outcome.subjects.length === 0 ? [exitCodes.nothingVerified] : []),
    ...(outcome.stale > 0 ? [exitCodes.discrepant] : []),
    ...(outcome.incomplete ? [exitCodes.nothingVerified] : []),
    ...(outcome.interrupted ? [exitCodes.interrupted] : []),
  ]);

/** What `--exit-zero` makes of a code: 0 of 1, and every other one as it is. */
export const withExitZero = (code: ExitCode): ExitCode =>
  code === exitCodes.discrepant ? exitCodes.conforms : code;
