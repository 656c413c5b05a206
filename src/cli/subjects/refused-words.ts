/** Words in place of a module that can be none: a misspelt command, a folder, a file of another sort. */

import { existsSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { quote } from '../../model/defect.ts';
import { nearest } from '../../model/nearest.ts';
import { ownSubjects } from '../../subjects/own.ts';
import { shellWord } from '../../subjects/shell-words.ts';
import { UsageError } from '../failures.ts';

const moduleExtensions = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts'];

/** What starts a file of a language that is not compiled before. */
const interpreters: ReadonlyMap<string, string> = new Map([
  ['.py', 'python3'],
  ['.r', 'Rscript'],
  ['.jl', 'julia'],
  ['.java', 'java'],
  ['.go', 'go run'],
  ['.pl', 'perl'],
  ['.rb', 'ruby'],
  ['.lua', 'lua'],
  ['.php', 'php'],
  ['.sh', 'sh'],
]);

/** The words that start it as a program, as far as they can be told. */
const commandFor = (word: string): string => {
  const interpreter = interpreters.get(extname(word).toLowerCase());
  if (interpreter !== undefined) return `${interpreter} ${shellWord(word)}`;
  return isExecutable(word) ? shellWord(word) : 'python3 net.py';
};

const isExecutable = (word: string): boolean => {
  const found = statSync(word, { throwIfNoEntry: false });
  return found?.isFile() === true && extname(word) === '' && (found.mode & 0o111) !== 0;
};

/** What is there instead of a module; undefined where it may be one, or nothing is there. */
const otherThanModule = (word: string): string | undefined => {
  const found = statSync(word, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (found.isDirectory()) return 'a folder';
  if (!found.isFile()) return 'a device or a pipe';
  if (isExecutable(word)) return 'an executable';
  const extension = extname(word);
  return extension === '' || moduleExtensions.includes(extension) ? undefined : `a file ${quote(extension)}`;
};

/** Throws UsageError for a word that stands for something that is there and no module. */
export const refuseOtherThanModule = (word: string): void => {
  if (word === '') throw new UsageError('expected a JavaScript or TypeScript module, got ""');
  const other = otherThanModule(word);
  if (other === undefined) return;
  throw new UsageError(
    `${word}: expected a JavaScript or TypeScript module, got ${other}; a program is given after --, as in: -- ${commandFor(word)}`,
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
