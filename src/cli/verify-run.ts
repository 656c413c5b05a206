/** What `backproof verify` does: subjects, run, record, report, exit code. */

import { assumptions } from '../bounds/assumptions.ts';
import { type SubjectVerdict, verify } from '../conformance/verify.ts';
import { exitCodeOf, exitCodes } from '../judge/exit-code.ts';
import { consoleReport } from '../reports/console.ts';
import { jsonReport } from '../reports/json.ts';
import type { Run } from '../reports/run.ts';
import { readClauseGlob } from './options.ts';
import { progressLine } from './progress.ts';
import { openRunFolder } from './run-folder.ts';
import { startSubjects } from './start-subjects.ts';
import { loadSuite } from './suite.ts';
import { suiteVersion } from './version.ts';

/** The options of the command, read. */
export interface VerifyOptions {
  readonly demo?: true;
  readonly seed: number;
  readonly runs: number;
  readonly clause?: string;
  readonly path?: { readonly check: string; readonly path: string };
  readonly shrink: boolean;
  readonly timeout: number;
  readonly json?: true;
  readonly out?: string;
}

const runOf = (options: VerifyOptions, subjectArguments: string, all: readonly SubjectVerdict[]): Run => {
  const subjects = [...new Set(all.map(({ subject }) => subject))];
  return {
    suite: { name: 'backproof', version: suiteVersion() },
    seed: options.seed,
    runsPerProperty: options.path === undefined ? options.runs : 1,
    subjectArguments,
    assumptions,
    subjects: subjects.map((subject) => ({
      name: subject.name,
      ours: subject.ours,
      precision: subject.precision,
      verdicts: all.filter((each) => each.subject === subject).map(({ verdict }) => verdict),
    })),
  };
};

/** Verifies ours, or the module; sets the exit code. */
export const runVerify = async (module: string | undefined, options: VerifyOptions): Promise<void> => {
  const { seed, runs, shrink } = options;
  const selection = {
    clause: readClauseGlob(options.clause ?? '*'),
    ...(options.path && { replay: options.path }),
  };
  const suite = loadSuite(selection, options.clause ?? '*');
  const subjects = await startSubjects(module, options);
  const folder = openRunFolder(options.out, {
    seed: options.seed,
    runs: options.runs,
    version: suiteVersion(),
  });
  const progress = progressLine();
  const all: SubjectVerdict[] = [];
  let interrupted = false;
  process.once('SIGINT', () => {
    interrupted = true;
  });
  try {
    for await (const one of verify(suite, subjects, { seed, runs, shrink }, selection)) {
      all.push(one);
      folder.record(one);
      progress.show(`${all.length} verdicts, ${one.verdict.check}`);
      if (interrupted) break;
    }
  } finally {
    progress.clear();
    await Promise.all(subjects.map((subject) => subject.close()));
  }
  const run = runOf(options, options.demo ? '--demo' : (module ?? ''), all);
  process.stdout.write(options.json ? jsonReport(run) : consoleReport(run));
  folder.close(run);
  process.exitCode = interrupted ? exitCodes.interrupted : exitCodeOf(all.map(({ verdict }) => verdict));
};
