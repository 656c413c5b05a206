/** Words in place of a module that can be none: a misspelt command, a folder, a file of another sort. */

import { existsSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { quote } from '../../model/defect.ts';
import { nearest } from '../../model/nearest.ts';
import { ownSubjects } from '../../subjects/own.ts';
import { UsageError } from '../failures.ts';

const moduleExtensions = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts'];

/** What is there instead of a module; undefined where it may be one, or nothing is there. */
const otherThanModule = (word: string): string | undefined => {
  const found = statSync(word, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (found.isDirectory()) return 'a folder';
  if (!found.isFile()) return 'a device or a pipe';
  const extension = extname(word);
  return extension === '' || moduleExtensions.includes(extension) ? undefined : `a file ${quote(extension)}`;
};

/** Throws UsageError for a word that stands for something that is there and no module. */
export const refuseOtherThanModule = (word: string): void => {
  if (word === '') throw new UsageError('expected a JavaScript or TypeScript module, got ""');
  const other = otherThanModule(word);
  if (other === undefined) return;
  throw new UsageError(
    `${word}: expected a JavaScript or TypeScript module, got ${other}; a program is given after --, as in: backproof verify -- python3 net.py`,
  );
};

/**
 * A first word that is no command is taken for a module; one that is almost a command was meant as one. Throws
 * UsageError.
 */
export const refuseCommand = (word: string, commands: readonly string[]): void => {
  const names = ownSubjects().map(({ name }) => name);
  if (!/^\w+$/.test(word) || existsSync(word) || nearest(word, names) !== undefined) return;
  const meant = nearest(word, commands);
  if (meant === undefined) return;
  throw new UsageError(
    `${word}: expected a command, a module or one of our implementations, got none of them; did you mean ${meant}?`,
  );
};
