/**
 * The run log: one line of JSON each for the run, every sample put to a subject, every verdict, the end.
 *
 * Lines stand in the order of the suite, subject by subject within each check, whatever order answers came in.
 * Two runs with the same options write the same lines apart from `environment`.
 */

import type { Evaluation } from '../conformance/evaluate.ts';
import type { Shard } from '../conformance/options.ts';
import type { Stage } from '../conformance/record.ts';
import type { Problem } from '../model/any-kind.ts';
import type { Code } from '../model/codes.ts';
import type { Note } from '../model/note.ts';
import type { Verdict } from '../model/verdict.ts';
import type { VerdictKind } from '../model/verdict-kind.ts';
import type { Declaration, FileDigest, Reply } from '../subjects/subject.ts';

/** The field, of the first and the last line, with everything that differs from run to run. */
export const environmentField = 'environment';

/** Of the lines below; raised when a reader of the old ones would misread the new ones. */
export const logFormat = 1;

/** What a run is: two logs with the same of these are logs of the same run, or parts of it. */
export interface RunIdentity {
  readonly suite: { readonly name: 'backproof'; readonly version: string };
  readonly seed: number;
  readonly runs: number;
  readonly shrink: boolean;
  /** Glob of clause ids. */
  readonly clauses: string;
  /** `PROPERTY:PATH` where a single sample is put. */
  readonly path?: string;
  readonly subjects: readonly LoggedSubject[];
}

export interface LoggedSubject extends Declaration {
  readonly ours: boolean;
  /** False where the log has only verdicts of it, as of ours where nobody asked for a log: they can be asked again. */
  readonly recorded: boolean;
  /** Why it could not be tested; then nothing was put to it. */
  readonly notTestable?: { readonly code: Code; readonly message: string };
  readonly file?: string;
  /** What stood in the files that it was started from; logs of ours, and older ones, say nothing. */
  readonly files?: readonly FileDigest[];
}

export interface HeaderLine extends RunIdentity {
  readonly kind: 'header';
  readonly format: typeof logFormat;
  readonly shard?: Shard;
  /** The words after `backproof verify` that name the subjects, for replay lines. */
  readonly subjectArguments: string;
  /** How often a subject is started anew in the whole run; logs of answers that were recorded elsewhere lack it. */
  readonly restarts?: number;
  readonly environment: object;
}

/** An evaluation without the answers, which stand among the replies. */
export type LoggedEvaluation =
  | Omit<Extract<Evaluation, { kind: 'judged' }>, 'answers'>
  | Exclude<Evaluation, { kind: 'judged' }>;

export interface SampleLine {
  readonly kind: 'sample';
  /** Index among the subjects of the header. */
  readonly subject: number;
  readonly check: string;
  readonly clause: string;
  readonly stage: Stage;
  /** Index of the sample among those of the check. */
  readonly run: number;
  readonly problems: readonly Problem[];
  /** One per problem; none where the sample was skipped. */
  readonly replies: readonly Reply[];
  readonly verdict: VerdictKind;
  readonly evaluation: LoggedEvaluation;
}

export interface VerdictLine extends Verdict {
  readonly kind: 'verdict';
  readonly subject: number;
}

/** A note with the index of its subject among those of the header. */
export interface IndexedNote {
  readonly subject: number;
  readonly note: Note;
}

/** What is worth saying of subjects and changes no verdict; the lines of a run that was gone on with add up. */
export interface NotesLine {
  readonly kind: 'notes';
  readonly notes: readonly IndexedNote[];
}

export interface FooterLine {
  readonly kind: 'footer';
  readonly samples: number;
  readonly verdicts: number;
  readonly environment: object;
}

export type LogLine = HeaderLine | SampleLine | VerdictLine | NotesLine | FooterLine;
