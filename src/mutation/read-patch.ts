/** Reading the parts that every file of planted mistakes has; what cannot be planted is refused. */

import { show } from '../model/defect.ts';
import { withNearest } from '../model/nearest.ts';
import type { Patch } from './mutant.ts';
import { applyPatch, MutantError } from './patch.ts';

/** The sources that patches are held against. */
export interface Sources {
  /** The text of a source file, or undefined where there is none. */
  readonly sourceOf: (file: string) => string | undefined;
}

/** An object of JSON. */
export type Fields = Readonly<Record<string, unknown>>;

/** Throws MutantError, `PATH: expected X, got Y`. */
export const refuse = (path: string, expected: string, got: string): never => {
  throw new MutantError(`${path}: expected ${expected}, got ${got}`);
};

/** The fields of an object. */
export const fieldsOf = (value: unknown, path: string): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : refuse(path, 'an object', show(value));

/** A text that is not empty. */
export const textAt = (fields: Fields, name: string, path: string): string => {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : refuse(`${path}.${name}`, 'a text', show(value));
};

/** One of the known names. */
export const oneOf = <T extends string>(value: string, known: readonly T[], path: string, what: string): T =>
  known.find((name) => name === value) ?? refuse(path, what, withNearest(value, known));

/** A patch that applies and changes something. */
export const patchFrom = (fields: Fields, path: string, { sourceOf }: Sources): Patch => {
  const replace = fields['replace'];
  const patch: Patch = {
    id: textAt(fields, 'id', path),
    file: textAt(fields, 'file', path),
    find: textAt(fields, 'find', path),
    replace: typeof replace === 'string' ? replace : refuse(`${path}.replace`, 'a text', show(replace)),
  };
  const source = sourceOf(patch.file);
  if (source === undefined) return refuse(`${path}.file`, 'a source file', show(patch.file));
  if (applyPatch(source, patch) === source) return refuse(`${path}.replace`, 'another text', 'the same');
  return patch;
};

/** Files in which nothing is planted, with the reasons. */
export const sparedFrom = (
  value: unknown,
  path: string,
  { sourceOf }: Sources,
): Readonly<Record<string, string>> => {
  const fields = fieldsOf(value, path);
  for (const file of Object.keys(fields)) {
    if (sourceOf(file) === undefined) refuse(path, 'source files', show(file));
  }
  return Object.fromEntries(Object.keys(fields).map((file) => [file, textAt(fields, file, path)]));
};

/** Refuses an id that stands twice. */
export const refuseTwice = (file: string, ids: readonly string[]): void => {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) refuse(file, 'every id once', `${show(twice)} twice`);
};

/** A list of anything. */
export const listAt = (fields: Fields, name: string, file: string): readonly unknown[] => {
  const list = fields[name];
  return Array.isArray(list) ? list : refuse(`${file}: ${name}`, 'a list', show(list));
};
