/** Reads planted mistakes from their files, and refuses what could not be planted. */

import { show } from '../model/defect.ts';
import { withNearest } from '../model/nearest.ts';
import { type Mutant, type MutantFile, type Patch, partNames } from './mutant.ts';
import { applyPatch, MutantError } from './patch.ts';

/** What mutants are held against. */
export interface Known {
  /** Ids of the clauses of the spec. */
  readonly clauses: readonly string[];
  /** Names of the voters. */
  readonly voters: readonly string[];
  /** The text of a source file, or undefined where there is none. */
  readonly sourceOf: (file: string) => string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const refuse = (path: string, expected: string, got: string): never => {
  throw new MutantError(`${path}: expected ${expected}, got ${got}`);
};

const fieldsOf = (value: unknown, path: string): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : refuse(path, 'an object', show(value));

const textAt = (fields: Fields, name: string, path: string): string => {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : refuse(`${path}.${name}`, 'a text', show(value));
};

const oneOf = <T extends string>(value: string, known: readonly T[], path: string, what: string): T =>
  known.find((name) => name === value) ?? refuse(path, what, withNearest(value, known));

const patchFrom = (fields: Fields, path: string, { sourceOf }: Known): Patch => {
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

const mutantFrom = (value: unknown, path: string, known: Known): Mutant => {
  const fields = fieldsOf(value, path);
  const clause = textAt(fields, 'clause', path);
  const part = textAt(fields, 'part', path);
  return {
    ...patchFrom(fields, path, known),
    mistake: textAt(fields, 'mistake', path),
    says: textAt(fields, 'says', path),
    part: oneOf(part, partNames, `${path}.part`, 'a part'),
    clause: oneOf(clause, known.clauses, `${path}.clause`, 'a clause id'),
  };
};

const sparedFrom = (value: unknown, path: string, { sourceOf }: Known): Readonly<Record<string, string>> => {
  const fields = fieldsOf(value, path);
  for (const file of Object.keys(fields)) {
    if (sourceOf(file) === undefined) refuse(path, 'source files', show(file));
  }
  return Object.fromEntries(Object.keys(fields).map((file) => [file, textAt(fields, file, path)]));
};

const refuseTwice = (file: string, ids: readonly string[]): void => {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) refuse(file, 'every id once', `${show(twice)} twice`);
};

/** The mutants of one file; throws MutantError for the first thing wrong, `FILE: path: expected X, got Y`. */
export const readMutants = (file: string, text: string, known: Known): MutantFile => {
  const fields = fieldsOf(JSON.parse(text), file);
  const list = fields['mutants'];
  const values: readonly unknown[] = Array.isArray(list)
    ? list
    : refuse(`${file}: mutants`, 'a list', show(list));
  const mutants = values.map((value, index) => mutantFrom(value, `${file}: mutants[${index}]`, known));
  const path = `${file}: control`;
  const control = patchFrom(fieldsOf(fields['control'], path), path, known);
  refuseTwice(
    file,
    [...mutants, control].map(({ id }) => id),
  );
  return {
    voter: oneOf(textAt(fields, 'voter', file), known.voters, `${file}: voter`, 'a voter'),
    mutants,
    control,
    spared: sparedFrom(fields['spared'] ?? {}, `${file}: spared`, known),
  };
};
