/** A subject named by a JSON file: a program with its arguments, or a module. */

import { dirname, resolve } from 'node:path';
import { type Defect, defectAt, describe, describeAll, show } from '../../model/defect.ts';
import { parseJson } from '../../model/json-text.ts';
import { withNearest } from '../../model/nearest.ts';
import { UsageError } from '../failures.ts';
import { readText } from '../read-text.ts';

/** Paths are relative to the file's folder, in which a program also runs; `word` is a module's as it stands there. */
export type NamedSubject = { readonly name?: string; readonly folder: string } & (
  | { readonly kind: 'program'; readonly words: readonly string[] }
  | { readonly kind: 'module'; readonly word: string; readonly file: string }
);

const keys = ['name', 'command', 'module'];

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isCommand = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && isText(value[0]) && value.every((word) => typeof word === 'string');

const defectsOf = (fields: ReadonlyMap<string, unknown>): readonly Defect[] => {
  const { name, command, module } = Object.fromEntries(fields);
  return [
    ...[...fields.keys()]
      .filter((key) => !keys.includes(key))
      .map((key) => defectAt([], `no keys but ${keys.join(', ')}`, withNearest(key, keys))),
    ...(name === undefined || isText(name) ? [] : [defectAt(['name'], 'a text', show(name))]),
    ...(command === undefined || isCommand(command)
      ? []
      : [defectAt(['command'], 'a list of texts, a program first', show(command))]),
    ...(module === undefined || isText(module)
      ? []
      : [defectAt(['module'], 'a path as a text', show(module))]),
    ...((command === undefined) === (module === undefined)
      ? [defectAt([], 'command or module', command === undefined ? 'neither' : 'both')]
      : []),
  ];
};

/** Reads the file. Throws `UsageError` with everything that is wrong with it. */
export const readSubjectFile = (file: string): NamedSubject => {
  const parsed = parseJson(readText(file, '--subject'), file);
  if (!parsed.ok) throw new UsageError(`--subject: ${describe(parsed.defect)}`);
  const { value } = parsed;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError(`--subject: ${file}: expected an object, got ${show(value)}`);
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  const defects = defectsOf(fields);
  if (defects.length > 0) throw new UsageError(`--subject: ${file}: ${describeAll(defects)}`);
  const name = fields.get('name');
  const named = isText(name) ? { name } : {};
  const command = fields.get('command');
  const folder = dirname(resolve(file));
  const word = String(fields.get('module'));
  return isCommand(command)
    ? { ...named, folder, kind: 'program', words: command }
    : { ...named, folder, kind: 'module', word, file: resolve(folder, word) };
};
