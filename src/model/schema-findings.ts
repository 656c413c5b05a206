/** What a schema validator found, in our words: one defect per cause. */

import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Defect } from './defect.ts';
import { defectAt, show } from './defect.ts';
import { nearest, withNearest } from './nearest.ts';
import type { Path } from './path.ts';

/** The part of a schema that says what stood to be expected at one place. */
export interface Expectation {
  readonly $ref?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string | readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly [keyword: string]: unknown;
}

/** The `$defs` of the schema. */
export type Definitions = Readonly<Record<string, Expectation>>;

interface Finding {
  readonly defect: Defect;
  /** Pointer to the key that is missing, or to the known key that an unknown one resembles. */
  readonly missing?: string;
  readonly meant?: string | undefined;
  /** Pointer to the tensor in which a list stands for a number or a number for a list. */
  readonly misnested?: string;
}

type Translation = (error: ErrorObject, path: Path, definitions: Definitions) => Finding | undefined;

const words: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  number: 'a number',
  integer: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  null: 'null',
};

const expectation = (schema: Expectation, definitions: Definitions): string => {
  const target = schema.$ref === undefined ? undefined : definitions[schema.$ref.replace('#/$defs/', '')];
  if (target !== undefined) return expectation(target, definitions);
  if (schema.const !== undefined) return show(schema.const);
  if (schema.enum !== undefined) return `one of ${schema.enum.map(show).join(', ')}`;
  const types = [schema.type ?? 'object'].flat().map((type) => words[type] ?? type);
  const above = schema.exclusiveMinimum === undefined ? '' : ` > ${schema.exclusiveMinimum}`;
  const least = schema.minimum === undefined ? '' : ` >= ${schema.minimum}`;
  const most = schema.maximum === undefined ? '' : ` and <= ${schema.maximum}`;
  return `${types.join(' or ')}${above}${least}${most}`;
};

const propertiesOf = (error: ErrorObject): Definitions => error.parentSchema?.['properties'] ?? {};

const otherValue: Translation = (error, path, definitions) => ({
  defect: defectAt(path, expectation(error.parentSchema ?? {}, definitions), show(error.data)),
});

const wrongType: Translation = (error, path, definitions) => {
  const expected = expectation(error.parentSchema ?? {}, definitions);
  const defect = defectAt(path, expected, show(error.data));
  const nesting = Array.isArray(error.data) || typeof error.data === 'number';
  const tensor = error.instancePath.replace(/(\/\d+)+$/, '');
  return nesting && tensor !== error.instancePath ? { defect, misnested: tensor } : { defect };
};

const missingKey: Translation = (error, path, definitions) => {
  const key: string = error.params['missingProperty'];
  const expected = expectation(propertiesOf(error)[key] ?? {}, definitions);
  return { defect: defectAt([...path, key], expected, 'nothing'), missing: `${error.instancePath}/${key}` };
};

const unknownKey: Translation = (error, path) => {
  const key: string = error.params['additionalProperty'];
  const known = Object.keys(propertiesOf(error));
  const name = nearest(key, known);
  const meant = name === undefined ? undefined : `${error.instancePath}/${name}`;
  return { defect: defectAt(path, `no keys but ${known.join(', ')}`, withNearest(key, known)), meant };
};

const gotName = (name: unknown, known: readonly string[]): string => {
  if (name === 'step') return '"step", which has no useful derivative';
  return typeof name === 'string' ? withNearest(name, known) : show(name);
};

const otherName: Translation = (error, path, definitions) => {
  const known = [error.schema].flat().map(String);
  const expected = expectation(error.parentSchema ?? {}, definitions);
  return { defect: defectAt(path, expected, gotName(error.data, known)) };
};

const tooFew: Translation = (_error, path) => ({
  defect: defectAt(path, 'at least 1 entry', 'an empty list'),
});

const otherText: Translation = (error, path) => {
  const expected: unknown = error.parentSchema?.['description'];
  return { defect: defectAt(path, typeof expected === 'string' ? expected : 'a text', show(error.data)) };
};

/** `if` and `else: false` only repeat another error. */
const repetition: Translation = () => undefined;

const translations: ReadonlyMap<string, Translation> = new Map([
  ['type', wrongType],
  ['required', missingKey],
  ['additionalProperties', unknownKey],
  ['enum', otherName],
  ['const', otherName],
  ['minItems', tooFew],
  ['pattern', otherText],
  ['if', repetition],
  ['false schema', repetition],
]);

const stepsOf = (pointer: string): Path =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));

/** Leaves out a missing key that a misspelt one explains, and all but the first wrong nesting of a tensor. */
const withoutConsequences = (findings: readonly Finding[]): readonly Finding[] => {
  const meant = new Set(findings.map((finding) => finding.meant));
  const misnested = new Set<string>();
  return findings.filter((finding) => {
    if (finding.missing !== undefined) return !meant.has(finding.missing);
    if (finding.misnested === undefined) return true;
    const first = !misnested.has(finding.misnested);
    misnested.add(finding.misnested);
    return first;
  });
};

/** The defects behind the validator's errors (all of them, with their schemas: `allErrors`, `verbose`). */
export const defectsOf = (errors: readonly ErrorObject[], definitions: Definitions): readonly Defect[] => {
  const findings = errors.flatMap((error) => {
    const translate = translations.get(error.keyword) ?? otherValue;
    return translate(error, stepsOf(error.instancePath), definitions) ?? [];
  });
  return withoutConsequences(findings).map((finding) => finding.defect);
};
