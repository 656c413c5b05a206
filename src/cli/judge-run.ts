/** What `backproof judge` does: recorded answers to verdicts, reports and an exit code. */

import type { RunOptions } from '../conformance/options.ts';
import { type Selection, type Surroundings, verify } from '../conformance/verify.ts';
import type { IndexedNote } from '../journal/log.ts';
import type { IndexedVerdict } from '../journal/merge.ts';
import type { Subject } from '../subjects/subject.ts';
import { judgedAnswers } from './judge-answers.ts';
import { judgedLog } from './judge-log.ts';
import { missingParts } from './report-run.ts';
import { openReporting } from './reporting.ts';
import type { ReportingOptions } from './reporting-options.ts';
import { runOfLog } from './run-of-log.ts';
import type { RunHeader } from './run-record.ts';
import { loadSuite } from './suite.ts';

/** A run whose answers are there already. */
export interface RecordedRun {
  readonly header: RunHeader;
  /** As in the header, without those that could not be tested. */
  readonly subjects: readonly Subject[];
  readonly options: RunOptions;
  readonly selection: Selection;
  readonly surroundings: Surroundings;
  /** What was noted of the subjects when they answered. */
  readonly notes?: readonly IndexedNote[];
  /** True where the run came to no end; absent: it did. */
  readonly interrupted?: boolean;
}

/** Judges a log, or the answers to a cases file; sets the exit code. */
export const runJudge = async (
  file: string,
  answers: string | undefined,
  reportingOptions: ReportingOptions,
): Promise<void> => {
  const recorded = answers === undefined ? await judgedLog(file) : await judgedAnswers(file, answers);
  const { header, subjects, options, selection, surroundings } = recorded;
  const suite = loadSuite(selection, header.clauses);
  const reporting = openReporting(reportingOptions, suite, selection);
  const verdicts: IndexedVerdict[] = [];
  for await (const { subject, verdict } of verify(suite, subjects, options, selection, surroundings))
    verdicts.push({ subject: subjects.indexOf(subject), verdict });
  const { notes = [], interrupted = false } = recorded;
  const run = runOfLog(header, verdicts, interrupted, notes, missingParts([{ header }]));
  process.exitCode = reporting.report(run, reporting.context(new Date()));
};
