/** Every form a run can be reported in, by name. */

import { consoleReport } from './console.ts';
import { githubReport } from './github.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';
import { type Report, reportOf } from './report.ts';
import type { ReporterName } from './reporter-names.ts';
import type { ReportContext, Run } from './run.ts';
import { sarifReport } from './sarif.ts';

const reporters: Readonly<Record<ReporterName, (report: Report) => string>> = {
  console: consoleReport,
  json: jsonReport,
  junit: junitReport,
  markdown: markdownReport,
  github: githubReport,
  sarif: sarifReport,
};

/** The run in one form, as text that ends in a line end (empty where there is nothing to say). */
export const renderRun = (name: ReporterName, run: Run, context: ReportContext): string =>
  reporters[name](reportOf(run, context));

/** The exit code that every form of the report gives. */
export const exitOfRun = (run: Run, context: ReportContext) => reportOf(run, context).exit;
