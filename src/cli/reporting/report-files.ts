/** Files of reports: proved writable before a run, written whole or not at all after it. */

import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { unwritable } from '../../model/file-errors.ts';
import { UsageError } from '../failures.ts';
import { makeFolder } from '../folders.ts';

const draftOf = (file: string): string => join(dirname(file), `.${basename(file)}.${process.pid}.draft`);

const refusal = (file: string, error: unknown): UsageError =>
  new UsageError(`--reporter: ${unwritable(file, error)}`);

/** True for a pipe or a device, which nothing can be renamed over. */
const isSpecial = (file: string): boolean => {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) throw Object.assign(new Error('folder'), { code: 'EISDIR' });
  return found !== undefined && !found.isFile();
};

/** The file that a word names, through links; undefined where there is none. */
const fileNamed = (word: string): string | undefined => {
  const found = statSync(word, { throwIfNoEntry: false });
  return found?.isFile() ? realpathSync(word) : undefined;
};

/** A report would take the place of what the run reads. Throws `UsageError`. */
export const refuseInputs = (files: readonly string[], inputs: readonly string[]): void => {
  const read = new Set(inputs.map(fileNamed));
  for (const file of files) {
    const own = fileNamed(file);
    if (own !== undefined && read.has(own))
      throw new UsageError(`--reporter: ${file}: expected a file of its own, got one that this run reads`);
  }
};

/** Makes the folders, and tries a write beside the file. Throws `UsageError`. */
export const proveWritable = (file: string): void => {
  try {
    makeFolder(dirname(file));
    if (isSpecial(file)) return;
    writeFileSync(draftOf(file), '');
    rmSync(draftOf(file));
  } catch (error) {
    throw refusal(file, error);
  }
};

/** Writes the text beside the file and puts it in its place at once. Throws `UsageError`. */
export const writeWhole = (file: string, text: string): void => {
  try {
    if (isSpecial(file)) {
      writeFileSync(file, text);
      return;
    }
    writeFileSync(draftOf(file), text);
    renameSync(draftOf(file), file);
  } catch (error) {
    rmSync(draftOf(file), { force: true });
    throw refusal(file, error);
  }
};
