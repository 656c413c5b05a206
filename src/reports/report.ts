/** What every report says of a run, whichever form it takes. */

import { type ExitCode, exitCodeOf, isWrong, unexercisedClauses } from '../judge/exit-code.ts';
import { type KnownEntry, type KnownMatch, matchKnown } from '../judge/known.ts';
import { type Scores, type SelectedCheck, scoresOf } from '../judge/scores.ts';
import { type ProblemKind, problemKinds } from '../model/any-kind.ts';
import type { Note } from '../model/note.ts';
import type { Verdict } from '../model/verdict.ts';
import { boundedRun } from './bounded.ts';
import { type Finding, findingsOf } from './findings.ts';
import { notesOf } from './notes.ts';
import type { ReportClause, ReportContext, Run, SubjectRun } from './run.ts';

/** One subject with everything that follows from its verdicts. */
export interface SubjectReport {
  readonly subject: SubjectRun;
  readonly scores: Scores;
  /** Failures that are not listed as known, by cause. */
  readonly findings: readonly Finding[];
  /** Failures that are listed and fail as listed. */
  readonly known: readonly { readonly verdict: Verdict; readonly entry: KnownEntry }[];
  /** What is worth saying of it and changes no verdict. */
  readonly notes: readonly Note[];
  /** Must clauses that it claims and none of whose checks came to a verdict. */
  readonly unexercised: readonly string[];
  /** How many of the selected checks are of kinds that it does not claim. */
  readonly unasked: readonly { readonly kind: ProblemKind; readonly checks: number }[];
}

/** A run with everything that follows from it. */
export interface Report {
  readonly run: Run;
  readonly subjects: readonly SubjectReport[];
  readonly known: KnownMatch;
  readonly exit: ExitCode;
  /** When the run ended. */
  readonly now: Date;
  readonly clauses: readonly ReportClause[];
}

const kindOf = ({ kind = 'mlp' }: SelectedCheck): ProblemKind => kind;

/** What is of another kind than a subject claims is no part of its universe. */
const ofItsKinds = ({ kinds = ['mlp'] }: SubjectRun, checks: readonly SelectedCheck[]) => ({
  own: checks.filter((check) => kinds.includes(kindOf(check))),
  unasked: problemKinds
    .filter((kind) => !kinds.includes(kind))
    .map((kind) => ({ kind, checks: checks.filter((check) => kindOf(check) === kind).length }))
    .filter((each) => each.checks > 0),
});

const subjectReport = (
  subject: SubjectRun,
  { excused }: KnownMatch,
  must: ReadonlySet<string>,
  { checks }: ReportContext,
): SubjectReport => {
  const { own, unasked } = ofItsKinds(subject, checks);
  return {
    subject,
    scores: scoresOf(subject.verdicts, own, must),
    findings: findingsOf(subject.verdicts.filter((verdict) => !excused.has(verdict))),
    known: subject.verdicts.filter(isWrong).flatMap((verdict) => {
      const entry = excused.get(verdict);
      return entry === undefined ? [] : [{ verdict, entry }];
    }),
    notes: notesOf(subject),
    unexercised: unexercisedClauses(subject.verdicts, must),
    unasked,
  };
};

/** Texts of subjects are cut to a length; nothing is escaped yet. */
export const reportOf = (whole: Run, context: ReportContext): Report => {
  const run = boundedRun(whole);
  const must = new Set(context.clauses.filter(({ level }) => level === 'must').map(({ id }) => id));
  const known = matchKnown(context.known, run.subjects, context.now);
  return {
    run,
    known,
    subjects: run.subjects.map((subject) => subjectReport(subject, known, must, context)),
    exit: exitCodeOf({
      subjects: run.subjects.map(({ verdicts, notTestable }) => ({
        verdicts,
        notTestable: notTestable !== undefined,
      })),
      must,
      excused: known.excused,
      stale: known.stale.length,
      shard: run.shard !== undefined,
      interrupted: run.interrupted === true,
      incomplete: run.missing !== undefined,
    }),
    now: context.now,
    clauses: context.clauses,
  };
};
