/** What every report is rendered from. */

import type { Verdict } from '../model/verdict.ts';

export interface SubjectRun {
  readonly name: string;
  readonly ours: boolean;
  readonly precision: string;
  readonly verdicts: readonly Verdict[];
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
}
