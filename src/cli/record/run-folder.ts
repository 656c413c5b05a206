/** Where a run leaves its files: `reports/runs` in this checkout, elsewhere only the folder asked for. */

import { accessSync, constants, existsSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unwritable } from '../../model/file-errors.ts';
import { escapeLine } from '../../reports/escape.ts';
import { UsageError } from '../failures.ts';
import { makeFolder } from '../folders.ts';

/** The files of one run: names come from the time, and from our own ids. */
export interface RunFolder {
  readonly log: string;
  /** The whole run as JSON. */
  readonly report: string;
  /** One file per counterexample goes there. */
  readonly counterexamples: string;
}

const projectRoot = fileURLToPath(new URL('.', import.meta.resolve('#package')));

/** True in a clone of the repository, where `reports/` is ours to write to. */
const inCheckout = (): boolean =>
  existsSync(join(projectRoot, '.git')) && !projectRoot.includes('node_modules');

/** The files beside a log; absolute, because making a relative folder in one that is gone never ends. */
export const folderOfLog = (log: string): RunFolder => {
  const stem = join(resolve(dirname(log)), basename(log, '.ndjson'));
  return { log: resolve(log), report: `${stem}.json`, counterexamples: `${stem}.counterexamples` };
};

/** The folder of runs whose files nobody asked for. */
const ownRuns = (): string | undefined => (inCheckout() ? join(projectRoot, 'reports', 'runs') : undefined);

/**
 * Makes the folder; undefined where nothing is to be written. Throws `UsageError` where files were asked for; those
 * that were not are done without, which stderr says.
 */
export const openRunFolder = (
  out: string | undefined,
  own: string | undefined = ownRuns(),
): RunFolder | undefined => {
  const folder = out ?? own;
  if (folder === undefined) return undefined;
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    if (out !== undefined) throw new UsageError(`--out: ${unwritable(folder, error)}`);
    process.stderr.write(`backproof: no log is written; ${escapeLine(unwritable(folder, error))}\n`);
    return undefined;
  }
  // Two runs may start in the same millisecond, as parts of one do on one machine.
  const stamp = `${new Date().toISOString().replaceAll(':', '-')}-${process.pid}`;
  return folderOfLog(join(folder, `${stamp}.ndjson`));
};

/** Writes a file into a folder that is made when the first one comes. Throws `UsageError`. */
export const writeInto = (folder: string, name: string, text: string): void => {
  const file = join(folder, name);
  try {
    makeFolder(folder);
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`--out: ${unwritable(file, error)}`);
  }
};
