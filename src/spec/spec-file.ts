/** A JSON file of the spec: a list of named entries under one key. Errors say the line and the entry. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Ajv from 'ajv/dist/2020.js';
import { type Defect, describe, quote, show, withoutDuplicates } from '../model/defect.ts';
import { parseJson } from '../model/json-text.ts';
import { formatPath, type Path } from '../model/path.ts';
import { entryLines } from './entry-lines.ts';

/** A file of the spec that is not what it has to be: one line per defect. */
export class SpecError extends Error {
  override readonly name = 'SpecError';
}

/** Where a file keeps its entries, and by which key each is named. */
export interface Layout {
  readonly list: string;
  readonly name: string;
}

/** What a file holds, and where. */
export interface SpecFile<T> {
  readonly value: T;
  /** `spec/clauses.json:120 DELTA-HIDDEN` for an entry of the list, counted from 0. */
  readonly at: (index: number) => string;
}

/** The text of a file of the repository, `spec/clauses.json`. */
export const textOf = (file: string): string =>
  readFileSync(new URL(file, import.meta.resolve('#package')), 'utf8');

const validator = <T>(schema: object): Ajv.ValidateFunction<T> => {
  const ajv: typeof Ajv = createRequire(import.meta.url)('ajv/dist/2020.js');
  return new ajv.Ajv2020({ strict: true, allErrors: true, verbose: true }).compile<T>(schema);
};

const stepsOf = (pointer: string): Path =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));

/** Expected and got; undefined for the errors that only repeat others. */
const complaint = ({ keyword, params, message, data }: Ajv.ErrorObject): Omit<Defect, 'path'> | undefined => {
  switch (keyword) {
    case 'required':
      return { expected: quote(params['missingProperty']), got: 'nothing' };
    case 'additionalProperties':
      return { expected: 'only keys that the schema knows', got: quote(params['additionalProperty']) };
    case 'enum':
      return { expected: `one of ${params['allowedValues'].map(show).join(', ')}`, got: show(data) };
    case 'oneOf':
      return params['passingSchemas'] === null
        ? undefined
        : { expected: 'one of its alternatives', got: 'two' };
    default:
      return { expected: `a value that ${message ?? keyword}`, got: show(data) };
  }
};

const nameOf = (entry: unknown, key: string): string => {
  const name = typeof entry === 'object' && entry !== null ? Reflect.get(entry, key) : undefined;
  return typeof name === 'string' ? ` ${name}` : '';
};

const locator = (file: string, text: string, value: unknown, { list, name }: Layout) => {
  const entries: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, list) : [];
  const lines = entryLines(text, list);
  return (index: number): string => {
    const entry: unknown = Array.isArray(entries) ? entries[index] : undefined;
    return `${file}:${lines[index] ?? 1}${nameOf(entry, name)}`;
  };
};

/**
 * Reads a file against its schema.
 *
 * @throws SpecError with one line per defect: `spec/clauses.json:120 DELTA-HIDDEN.level: expected X, got Y`.
 */
export const readSpecFile = <T>(file: string, text: string, schema: object, layout: Layout): SpecFile<T> => {
  const parsed = parseJson(text, file);
  if (!parsed.ok) throw new SpecError(describe(parsed.defect));
  const { value } = parsed;
  const at = locator(file, text, value, layout);
  const validate = validator<T>(schema);
  if (validate(value)) return { value, at };
  const placed = (path: Path): string => {
    const [key, index, ...rest] = path;
    if (key !== layout.list || typeof index !== 'number')
      return `${file}${path.length === 0 ? '' : `: ${formatPath(path)}`}`;
    return `${at(index)}${rest.length === 0 ? '' : `.${formatPath(rest)}`}`;
  };
  const defects = (validate.errors ?? []).flatMap((error) => {
    const found = complaint(error);
    return found === undefined ? [] : [{ path: placed(stepsOf(error.instancePath)), ...found }];
  });
  throw new SpecError(withoutDuplicates(defects).map(describe).join('\n'));
};
