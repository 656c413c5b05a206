/** The published schema of a problem applied to plain data, and its findings in our words. */

import { createRequire } from 'node:module';
import type * as Ajv from 'ajv/dist/2020.js';
import problemSchema from '#spec/schema/problem.schema.json' with { type: 'json' };
import type { Json } from './copy.ts';
import type { Defect } from './defect.ts';
import { defectAt, quote, show } from './defect.ts';
import { nearest, withNearest } from './nearest.ts';
import type { Path } from './path.ts';
import type { MlpProblem } from './problem.ts';

/** The part of a schema that says what stood to be expected at one place. */
interface Expectation {
  readonly $ref?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string | readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly [keyword: string]: unknown;
}

interface Finding {
  readonly defect: Defect;
  /** The key that is missing there, or the known key that an unknown one resembles. */
  readonly missing?: string;
  readonly meant?: string | undefined;
  /** The list of numbers in which a list stands for a number or a number for a list. */
  readonly misnested?: string;
}

const words: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  number: 'a number',
  integer: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  null: 'null',
};

let compiled: Ajv.ValidateFunction<MlpProblem> | undefined;

// Loading and compiling take longer than everything else in this room together.
const validator = (): Ajv.ValidateFunction<MlpProblem> => {
  if (compiled === undefined) {
    const ajv: typeof Ajv = createRequire(import.meta.url)('ajv/dist/2020.js');
    compiled = new ajv.Ajv2020({
      strict: true,
      strictNumbers: false,
      allErrors: true,
      verbose: true,
      allowUnionTypes: true,
    }).compile<MlpProblem>(problemSchema);
  }
  return compiled;
};

const definitions: Readonly<Record<string, Expectation>> = problemSchema.$defs;

const expectation = (schema: Expectation): string => {
  const target = schema.$ref === undefined ? undefined : definitions[schema.$ref.replace('#/$defs/', '')];
  if (target !== undefined) return expectation(target);
  if (schema.const !== undefined) return show(schema.const);
  if (schema.enum !== undefined) return `one of ${schema.enum.map(show).join(', ')}`;
  const types = [schema.type ?? 'object'].flat().map((type) => words[type] ?? type);
  const above = schema.exclusiveMinimum === undefined ? '' : ` > ${schema.exclusiveMinimum}`;
  const least = schema.minimum === undefined ? '' : ` >= ${schema.minimum}`;
  return `${types.join(' or ')}${above}${least}`;
};

const stepsOf = (pointer: string): Path =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));

const unknownName = (name: unknown, known: readonly string[]): string => {
  if (name === 'step') return '"step", which has no useful derivative';
  return typeof name === 'string' ? withNearest(name, known) : show(name);
};

const ofType = (error: Ajv.ErrorObject, path: Path): Finding => {
  const defect = defectAt(path, expectation(error.parentSchema ?? {}), show(error.data));
  const nesting = Array.isArray(error.data) || typeof error.data === 'number';
  const tensor = error.instancePath.replace(/(\/\d+)+$/, '');
  return nesting && tensor !== error.instancePath ? { defect, misnested: tensor } : { defect };
};

/** One finding per error; none for the errors that only repeat another: `if`, and `else: false`. */
const findingsOf = (error: Ajv.ErrorObject): readonly Finding[] => {
  const path = stepsOf(error.instancePath);
  const keys: Readonly<Record<string, Expectation>> = error.parentSchema?.['properties'] ?? {};
  const known = Object.keys(keys);
  switch (error.keyword) {
    case 'if':
    case 'false schema':
      return [];
    case 'type':
      return [ofType(error, path)];
    case 'required': {
      const missing: string = error.params['missingProperty'];
      const expected = expectation(keys[missing] ?? {});
      return [
        {
          defect: defectAt([...path, missing], expected, 'nothing'),
          missing: `${error.instancePath}/${missing}`,
        },
      ];
    }
    case 'additionalProperties': {
      const key: string = error.params['additionalProperty'];
      const meant = nearest(key, known);
      const defect = defectAt(path, `no keys but ${known.join(', ')}`, withNearest(key, known));
      return [{ defect, meant: meant === undefined ? undefined : `${error.instancePath}/${meant}` }];
    }
    case 'enum':
    case 'const': {
      const names = [error.schema].flat().map(String);
      return [
        { defect: defectAt(path, expectation(error.parentSchema ?? {}), unknownName(error.data, names)) },
      ];
    }
    case 'minItems':
      return [{ defect: defectAt(path, 'at least 1 entry', 'an empty list') }];
    default:
      return [{ defect: defectAt(path, expectation(error.parentSchema ?? {}), show(error.data)) }];
  }
};

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

/** The value as a problem when the schema accepts it; shapes and meaning are not checked yet. */
export const applySchema = (
  value: Json,
): { readonly problem: MlpProblem } | { readonly defects: readonly Defect[] } => {
  const validate = validator();
  if (validate(value)) return { problem: value };
  const findings = (validate.errors ?? []).flatMap(findingsOf);
  if (findings.length === 0)
    throw new Error(
      `the schema refuses a problem without a reason: ${quote(JSON.stringify(validate.errors))}`,
    );
  return { defects: withoutConsequences(findings).map((finding) => finding.defect) };
};
