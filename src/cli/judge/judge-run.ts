/** What `backproof judge` does: recorded answers to verdicts, reports and an exit code. */

import { verify } from '../../conformance/verify.ts';
import type { IndexedVerdict } from '../../journal/merge.ts';
import { runOfLog } from '../record/run-of-log.ts';
import { missingParts } from '../reporting/report-run.ts';
import { openReporting } from '../reporting/reporting.ts';
import type { ReportingOptions } from '../reporting/reporting-options.ts';
import { loadSuite } from '../suite.ts';
import { judgedAnswers } from './judge-answers.ts';
import { judgedLog } from './judge-log.ts';

/** Judges a log, or the answers to a cases file; sets the exit code. */
export const runJudge = async (
  file: string,
  answers: string | undefined,
  reportingOptions: ReportingOptions,
): Promise<void> => {
  const recorded = answers === undefined ? await judgedLog(file) : await judgedAnswers(file, answers);
  const { header, subjects, options, selection, surroundings } = recorded;
  const suite = loadSuite(selection, header.clauses);
  const reporting = openReporting(reportingOptions, suite, selection, [
    file,
    ...(answers === undefined ? [] : [answers]),
  ]);
  const verdicts: IndexedVerdict[] = [];
  for await (const { subject, verdict } of verify(suite, subjects, options, selection, surroundings))
    verdicts.push({ subject: subjects.indexOf(subject), verdict });
  const { notes = [], interrupted = false } = recorded;
  const run = runOfLog(header, verdicts, interrupted, notes, missingParts([{ header }]));
  process.exitCode = reporting.report(run, reporting.context(new Date()));
};
