/** What `backproof verify` does: subjects, run, record, report, exit code. */

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assumptions } from '../bounds/assumptions.ts';
import { type SubjectVerdict, verify } from '../conformance/verify.ts';
import { exitCodeOf, exitCodes } from '../judge/exit-code.ts';
import { consoleReport } from '../reports/console.ts';
import { jsonReport } from '../reports/json.ts';
import type { Run } from '../reports/run.ts';
import { defaultLimits, moduleSubject } from '../subjects/module.ts';
import { SubjectNotTestable } from '../subjects/not-testable.ts';
import { ownSubjects } from '../subjects/own.ts';
import type { Subject } from '../subjects/subject.ts';
import { UsageError } from './failures.ts';
import { readClauseGlob } from './options.ts';
import { progressLine } from './progress.ts';
import { openRunFolder } from './run-folder.ts';
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

const demoModule = fileURLToPath(import.meta.resolve('#fixtures/subjects/forgets-hidden-slope.mjs'));

const startSubjects = async (
  module: string | undefined,
  { demo, timeout }: VerifyOptions,
): Promise<readonly Subject[]> => {
  const limits = { ...defaultLimits, problemMilliseconds: timeout };
  if (demo && module !== undefined)
    throw new UsageError('--demo judges the network shipped with us: expected no MODULE');
  if (demo) return [await moduleSubject(demoModule, limits)];
  if (module === undefined) return ownSubjects();
  const file = resolve(module);
  if (!existsSync(file)) throw new SubjectNotTestable('START', `could not start ${module}: no such file`);
  return [await moduleSubject(file, limits)];
};

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
