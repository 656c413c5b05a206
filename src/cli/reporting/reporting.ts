/** From a run to its reports and the exit code, as the options ask. */

import { resolve } from 'node:path';
import { fixtureCheckId } from '../../conformance/check-fixture.ts';
import { type Selection, type Suite, selected } from '../../conformance/verify.ts';
import { type ExitCode, withExitZero } from '../../judge/exit-code.ts';
import { isExcused } from '../../judge/known.ts';
import type { SelectedCheck } from '../../judge/scores.ts';
import type { Verdict } from '../../model/verdict.ts';
import { exitOfRun, renderRun } from '../../reports/reporters.ts';
import type { ReportContext, Run } from '../../reports/run.ts';
import { clauses } from '../../spec/clauses.ts';
import { UsageError } from '../failures.ts';
import { readKnownFile } from './known-file.ts';
import { proveWritable, refuseInputs, writeWhole } from './report-files.ts';
import { chosenReporters, type ReporterChoice, type ReportingOptions } from './reporting-options.ts';

const checksOf = ({ properties, fixtures }: Suite): readonly SelectedCheck[] => [
  ...fixtures.map((fixture) => ({
    id: fixtureCheckId(fixture),
    clause: fixture.clauses[0],
    kind: fixture.problem.kind,
  })),
  ...properties.map(({ id, clause, kind = 'mlp' }) => ({ id, clause, kind })),
];

const filesOf = (chosen: readonly ReporterChoice[]): readonly string[] =>
  chosen.flatMap(({ file }) => (file === undefined ? [] : [resolve(file)]));

/** The reports that the options ask for, proved possible. */
export interface Reporting {
  /** What a report of this run knows apart from the run; `now` is when it ended. */
  readonly context: (now: Date) => ReportContext;
  /** True of a failure that the list of known discrepancies excuses. */
  readonly isKnown: (subject: string, failure: Verdict) => boolean;
  /** True where the report on stdout is the one for people, which has everything that is worth saying. */
  readonly isForPeople: boolean;
  /** Writes every report; the exit code is the run's, or 0 for 1 where that was asked for. */
  readonly report: (run: Run, context: ReportContext) => ExitCode;
}

/**
 * Reads the list of known discrepancies and proves every file writable. Throws `UsageError`.
 *
 * @param inputs words that may name files which this run reads: no report takes their place
 */
export const openReporting = (
  options: ReportingOptions,
  suite: Suite,
  selection: Selection,
  inputs: readonly string[],
): Reporting => {
  const chosen = chosenReporters(options);
  if ('refused' in chosen) throw new UsageError(chosen.refused);
  const files = filesOf(chosen);
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined)
    throw new UsageError(`--reporter: expected a file for each report, got ${twice} twice`);
  refuseInputs(files, [...inputs, ...(options.known === undefined ? [] : [options.known])]);
  const known = options.known === undefined ? [] : readKnownFile(options.known, checksOf(suite));
  for (const file of files) proveWritable(file);
  return {
    context: (now) => ({ now, clauses, known, checks: checksOf(selected(suite, selection)) }),
    isKnown: (subject, failure) => isExcused(known, subject, failure, new Date()),
    isForPeople: chosen.some(({ name, file }) => name === 'console' && file === undefined),
    report: (run, context) => {
      for (const { name, file } of chosen) {
        const text = renderRun(name, run, context);
        if (file === undefined) process.stdout.write(text);
        else writeWhole(resolve(file), text);
      }
      const exit = exitOfRun(run, context);
      return options.exitZero ? withExitZero(exit) : exit;
    },
  };
};
