/** What a subject says of itself, read with its defaults and refused with reasons. */

import type { PrecisionName } from '../bounds/precision.ts';
import {
  type ConventionName,
  type Conventions,
  conventionNames,
  isTieName,
  tieRules,
} from '../model/conventions.ts';
import { describeAll, show } from '../model/defect.ts';
import { everything } from '../model/supports.ts';
import { SubjectNotTestable } from './not-testable.ts';
import { type FieldReader, type Fields, fieldReader, isObject } from './read-fields.ts';
import { readSupports } from './read-supports.ts';
import type { Declaration, ImplementationName } from './subject.ts';

const precisionNames = [
  'float64',
  'float32',
  'float16',
  'bfloat16',
] as const satisfies readonly PrecisionName[];

/** The formats that hold every number of a format; the two of 16 bits do not hold each other's. */
const atLeastAsWide: Readonly<Record<PrecisionName, readonly PrecisionName[]>> = {
  float64: ['float64'],
  float32: ['float32', 'float64'],
  float16: ['float16', 'float32', 'float64'],
  bfloat16: ['bfloat16', 'float32', 'float64'],
};

const readConvention = (name: ConventionName, value: unknown, read: FieldReader): Conventions => {
  const path = ['conventions', name];
  const taken = isTieName(name) ? read.name(value, path, tieRules) : read.number(value, path);
  return taken === undefined ? {} : { [name]: taken };
};

const readConventions = (value: unknown, read: FieldReader): Conventions => {
  const fields = read.object(value, ['conventions']);
  read.known(fields, ['conventions'], conventionNames);
  const claimed = conventionNames.filter((name) => fields[name] !== undefined);
  return Object.assign({}, ...claimed.map((name) => readConvention(name, fields[name], read)));
};

const readFormats = (
  { precision = 'float64', accumulation }: Fields,
  read: FieldReader,
): Pick<Declaration, 'precision' | 'accumulation'> => {
  const format = read.name(precision, ['precision'], precisionNames) ?? 'float64';
  if (accumulation === undefined) return { precision: format };
  const sums = read.name(accumulation, ['accumulation'], atLeastAsWide[format]);
  return { precision: format, ...(sums !== undefined && { accumulation: sums }) };
};

/** Names and versions, whose own places differ between modules and programs. */
const readImplementation = (
  fields: Fields,
  read: FieldReader,
  path: readonly string[],
  otherwise: string,
): ImplementationName => {
  const { name, version, language } = fields;
  return {
    name: read.text(name, [...path, 'name'], otherwise),
    ...(version !== undefined && { version: read.text(version, [...path, 'version'], '') }),
    ...(language !== undefined && { language: read.text(language, [...path, 'language'], '') }),
  };
};

/** What modules and programs say alike. */
const readCapabilities = (
  fields: Fields,
  read: FieldReader,
): Omit<Declaration, 'name' | 'implementation'> => ({
  ...readFormats(fields, read),
  supports:
    fields['supports'] === undefined
      ? everything
      : readSupports(read.object(fields['supports'], ['supports']), read),
  conventions: readConventions(fields['conventions'], read),
});

const sound = <T>(declaration: T, { defects }: FieldReader, source: string): T => {
  if (defects.length === 0) return declaration;
  throw new SubjectNotTestable('CLAIM', `${source}: ${describeAll(defects).replaceAll('\n', '; ')}`);
};

/**
 * The declaration of a module, `name` being the file's where it gives none; no `supports` means everything.
 *
 * Throws `SubjectNotTestable` naming every field that cannot be read.
 */
export const readDeclaration = (declared: unknown, file: string): Declaration => {
  const read = fieldReader();
  const { name = file.slice(-100), ...fields } = isObject(declared) ? declared : {};
  const implementation = readImplementation({ ...fields, name }, read, [], file);
  return sound({ name: implementation.name, implementation, ...readCapabilities(fields, read) }, read, file);
};

/** What a program says of itself, and how it may be spoken to. */
export interface Greeting {
  readonly declaration: Declaration;
  /** Tensors may be written in base64, in problems and answers. */
  readonly base64: boolean;
  /** The keys that stand in `supports`. */
  readonly explicit: ReadonlySet<string>;
}

const greetingKeys = [
  'protocol',
  'implementation',
  'precision',
  'accumulation',
  'supports',
  'conventions',
  'encodings',
];

const protocol = 1;

/** The result of `initialize`. Throws `SubjectNotTestable`: VERSION for another protocol, else CLAIM. */
export const readGreeting = (result: unknown, source: string): Greeting => {
  if (!isObject(result))
    throw new SubjectNotTestable('CLAIM', `${source}: result: expected an object, got ${show(result)}`);
  const read = fieldReader();
  const fields = result;
  const spoken = fields['protocol'];
  if (typeof spoken === 'number' && spoken !== protocol) {
    throw new SubjectNotTestable('VERSION', `${source}: speaks protocol ${spoken}, expected ${protocol}`);
  }
  if (spoken !== protocol) read.refuse(['protocol'], String(protocol), show(spoken));
  read.known(fields, [], greetingKeys);
  const implementation = read.object(fields['implementation'], ['implementation']);
  read.known(implementation, ['implementation'], ['name', 'version', 'language']);
  const named = readImplementation(implementation, read, ['implementation'], source);
  const encodings = read.names(fields['encodings'] ?? ['nested'], ['encodings'], ['nested', 'base64']);
  const declaration = { name: named.name, implementation: named, ...readCapabilities(fields, read) };
  const explicit = new Set(isObject(fields['supports']) ? Object.keys(fields['supports']) : []);
  return sound({ declaration, base64: encodings.includes('base64'), explicit }, read, source);
};
