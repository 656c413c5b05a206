/** What every report is rendered from. */

import type { KnownEntry } from '../judge/known.ts';
import type { SelectedCheck } from '../judge/scores.ts';
import type { ProblemKind } from '../model/any-kind.ts';
import type { Code } from '../model/codes.ts';
import type { Note } from '../model/note.ts';
import type { Verdict } from '../model/verdict.ts';

export interface SubjectRun {
  readonly name: string;
  readonly ours: boolean;
  readonly precision: string;
  /** The kinds of problems that it claims; absent: mlp alone. */
  readonly kinds?: readonly ProblemKind[];
  readonly verdicts: readonly Verdict[];
  /** Why it could not be tested: it did not start, did not say what it is, or never answered. */
  readonly notTestable?: { readonly code: Code; readonly message: string };
  /** What was noted of it while it was asked. */
  readonly notes?: readonly Note[];
  /** Its source file, relative to the working folder, where it is one file. */
  readonly file?: string;
}

export interface Run {
  readonly suite: { readonly name: 'backproof'; readonly version: string };
  readonly seed: number;
  readonly runsPerProperty: number;
  /** The words after `backproof verify` that name the subject, for replay lines. */
  readonly subjectArguments: string;
  readonly subjects: readonly SubjectRun[];
  /** What a subject must do for the bounds to hold. */
  readonly assumptions: readonly string[];
  /** Part `index` of `of`, counted from 1, of a run that was split. */
  readonly shard?: { readonly index: number; readonly of: number };
  /** Parts of a run that was split whose logs were not given, counted from 1; absent: none. */
  readonly missing?: { readonly shards: readonly number[]; readonly of: number };
  /** True where the user ended the run early. */
  readonly interrupted?: boolean;
}

/** A clause of the spec, as far as a report shows it. */
export interface ReportClause {
  readonly id: string;
  readonly level: 'must' | 'should' | 'note';
  readonly statement: string;
  readonly formula: string;
}

/** What a report knows apart from the run. */
export interface ReportContext {
  /** When the run ended: reports that carry a time carry this one, and listed discrepancies expire by it. */
  readonly now: Date;
  /** Every clause of the spec. */
  readonly clauses: readonly ReportClause[];
  /** Every check that the run selected, in the order of the suite. */
  readonly checks: readonly SelectedCheck[];
  /** Discrepancies listed as known. */
  readonly known: readonly KnownEntry[];
}
