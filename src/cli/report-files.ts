/** Files of reports: proved writable before a run, written whole or not at all after it. */

import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from './failures.ts';

const draftOf = (file: string): string => join(dirname(file), `.${basename(file)}.${process.pid}.draft`);

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
  ENOSPC: 'no space left',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a part of its path is a file',
  EROFS: 'the file system is read-only',
  ENAMETOOLONG: 'the name is too long',
};

const unwritable = (file: string, error: unknown): UsageError => {
  const code = String((error as NodeJS.ErrnoException).code);
  return new UsageError(`--reporter: cannot write ${file}: ${reasons[code] ?? code}`);
};

/** True for a pipe or a device, which nothing can be renamed over. */
const isSpecial = (file: string): boolean => {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) throw Object.assign(new Error('folder'), { code: 'EISDIR' });
  return found !== undefined && !found.isFile();
};

/** Makes the folders, and tries a write beside the file. Throws `UsageError`. */
export const proveWritable = (file: string): void => {
  try {
    mkdirSync(dirname(file), { recursive: true });
    if (isSpecial(file)) return;
    writeFileSync(draftOf(file), '');
    rmSync(draftOf(file));
  } catch (error) {
    throw unwritable(file, error);
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
    throw unwritable(file, error);
  }
};
