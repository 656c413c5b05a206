/** What was found where a file was to be read or written, in one wording for every command. */

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);

const inItsPath = 'a file in the place of one of its folders';

/** By the codes of the system. */
const read: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'nothing there'],
  ['ENOTDIR', inItsPath],
  ['EISDIR', 'a folder'],
  ['EACCES', 'one that may not be read'],
  ['EPERM', 'one that may not be read'],
  ['ELOOP', 'links that lead in a circle'],
  ['ENAMETOOLONG', 'a name that is too long'],
]);

const written: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'a folder that is not there, or in which nothing can be made'],
  ['ENOTDIR', inItsPath],
  ['EEXIST', inItsPath],
  ['EISDIR', 'a folder'],
  ['EACCES', 'no permission'],
  ['EPERM', 'no permission'],
  ['EROFS', 'a file system that is read-only'],
  ['ENOSPC', 'no space left'],
  ['EDQUOT', 'no space left'],
  ['EFBIG', 'a limit on the size of files'],
  ['ELOOP', 'links that lead in a circle'],
  ['ENAMETOOLONG', 'a name that is too long'],
]);

const named = (file: string): string => (file === '' ? '""' : file);

/** `net.json: expected a file, got nothing there` */
export const unreadable = (file: string, error: unknown): string =>
  `${named(file)}: expected a file, got ${read.get(codeOf(error)) ?? codeOf(error)}`;

/** `out/run.json: expected a place to write to, got a folder` */
export const unwritable = (file: string, error: unknown): string =>
  `${named(file)}: expected a place to write to, got ${written.get(codeOf(error)) ?? codeOf(error)}`;
