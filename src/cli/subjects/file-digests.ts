/** The files that a command line names, by what stands in them. */

import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { FileDigest } from '../../subjects/subject.ts';

/** Larger ones are data, and hashing them would delay the first question. */
const largest = 2 ** 26;

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

const sha256Of = (path: string): string => {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(2 ** 16);
  const descriptor = openSync(path, 'r');
  try {
    for (let read = readSync(descriptor, chunk); read > 0; read = readSync(descriptor, chunk))
      hash.update(chunk.subarray(0, read));
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
};

/** The digest of one file, under the name that it was given; none where it cannot be read or is too large. */
export const digestOf = (name: string, folder = '.'): readonly FileDigest[] => {
  const path = resolve(folder, name);
  try {
    if (!isFile(path) || statSync(path).size > largest) return [];
    return [{ name, sha256: sha256Of(path) }];
  } catch {
    return [];
  }
};

/** A word without a separator is looked up in PATH, and one at an absolute path is an interpreter of the machine. */
const isOwnProgram = (word: string): boolean => /[/\\]/.test(word) && !isAbsolute(word);

/** Of a command's words: scripts and data among its arguments, and a program given by a relative path. */
export const digestsOfCommand = (words: readonly string[], folder = '.'): readonly FileDigest[] => {
  const [program = '', ...args] = words;
  return (isOwnProgram(program) ? words : args).flatMap((word) => digestOf(word, folder));
};
