/** The implementations with their source files, as the report divides them. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const root = new URL('../../../', import.meta.url);

/** Where each lies; the typed form of the delta recursion is an implementation of its own. */
const folders: Readonly<Record<string, string>> = {
  'per-weight': 'src/gradients/per-weight',
  'delta-recursion': 'src/gradients/delta-recursion',
  'delta-recursion-typed': 'src/gradients/delta-recursion/typed',
  'grad-table': 'src/gradients/grad-table',
};

/** True of the implementations that the report divides. */
export const hasSources = (name: string): boolean => Object.hasOwn(folders, name);

/** The source files of one of them, from the root of the repository; those of tests aside. */
export const filesOf = (name: string): readonly string[] => {
  const folder = folders[name];
  if (folder === undefined) throw new RangeError(`no implementation ${name}`);
  const others = Object.values(folders).filter((other) => other.startsWith(`${folder}/`));
  return readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) => !others.some((other) => file.startsWith(`${other}/`)))
    .toSorted();
};

/** The text of a file. */
export const sourceOf = (file: string): string => readFileSync(new URL(file, root), 'utf8');

/** The URL under which a file is loaded. */
export const urlOf = (file: string): string => new URL(file, root).href;

/** The first 16 digits of the SHA-256 of all sources of an implementation. */
export const digestOf = (name: string): string => {
  const hash = createHash('sha256');
  for (const file of filesOf(name)) hash.update(`${file}\n${sourceOf(file)}\n`);
  return hash.digest('hex').slice(0, 16);
};
