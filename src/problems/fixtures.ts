/** Reads the worked examples from their files. */

import { readdirSync, readFileSync } from 'node:fs';
import type * as Ajv from 'ajv/dist/2020.js';
import { compiledSchema } from '../model/compiled-schema.ts';
import { copyPlain } from '../model/copy.ts';
import type { Defect } from '../model/defect.ts';
import { defectAt, describe, quote, show, withoutDuplicates } from '../model/defect.ts';
import { parseJson } from '../model/json-text.ts';
import type { Path } from '../model/path.ts';
import { readProblem } from '../model/read-problem.ts';
import type { Fixture, GradientFixture } from './fixture.ts';
import { expectationDefects } from './fixture-shapes.ts';

/** A fixture that is not what the schema, the file's name or the problem's shapes demand. */
export class FixtureError extends Error {
  override readonly name = 'FixtureError';
}

/** The files of the package, in the checkout as in the compiled form. */
const inPackage = (path: string): URL => new URL(path, import.meta.resolve('#package'));

const readJson = (path: string): object => JSON.parse(readFileSync(inPackage(path), 'utf8'));

const validator = compiledSchema<Fixture>(
  () => readJson('spec/schema/fixture.schema.json'),
  () => [readJson('spec/schema/problem.schema.json')],
);

const stepsOf = (pointer: string): Path =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));

/** None for the errors that only repeat others: `if`. */
const schemaDefects = ({
  keyword,
  instancePath,
  params,
  message,
  data,
}: Ajv.ErrorObject): readonly Defect[] => {
  const path = stepsOf(instancePath);
  switch (keyword) {
    case 'if':
      return [];
    case 'required':
      return [defectAt([...path, params['missingProperty']], 'a value', 'nothing')];
    case 'additionalProperties':
      return [defectAt(path, 'only keys that the schema knows', quote(params['additionalProperty']))];
    case 'enum':
      return [defectAt(path, `one of ${params['allowedValues'].map(show).join(', ')}`, show(data))];
    default:
      return [defectAt(path, `a value that ${message ?? keyword}`, show(data))];
  }
};

const problemDefects = (fixture: Fixture): readonly Defect[] => {
  if (fixture.kind === 'forward' || fixture.kind === 'activation') return [];
  const read = readProblem(fixture.problem);
  return read.ok ? [] : read.defects.map((defect) => ({ ...defect, path: `problem.${defect.path}` }));
};

const nameDefects = (fixture: Fixture, name: string): readonly Defect[] =>
  fixture.id === name ? [] : [defectAt(['id'], `${quote(name)}, the name of the file`, quote(fixture.id))];

const refuse = (file: string, defects: readonly Defect[]): never => {
  throw new FixtureError(
    withoutDuplicates(defects)
      .map((defect) => `${file}: ${describe(defect)}`)
      .join('\n'),
  );
};

/**
 * Reads one fixture; it comes out frozen.
 *
 * @throws FixtureError with one line per defect, `FILE: path: expected X, got Y`.
 */
export const readFixture = (file: string, text: string): Fixture => {
  const parsed = parseJson(text, file);
  if (!parsed.ok) throw new FixtureError(describe(parsed.defect));
  const { value, defects } = copyPlain(parsed.value);
  const validate = validator();
  if (!validate(value)) return refuse(file, [...defects, ...(validate.errors ?? []).flatMap(schemaDefects)]);
  const name = file.replace(/^.*\//, '').replace(/\.json$/, '');
  const found = [...defects, ...nameDefects(value, name), ...problemDefects(value)];
  const all = found.length > 0 ? found : expectationDefects(value);
  return all.length > 0 ? refuse(file, all) : value;
};

/**
 * All fixtures of the package, sorted by id.
 *
 * @throws FixtureError naming the file and the path of a broken one.
 */
export const loadFixtures = (): readonly Fixture[] =>
  readdirSync(inPackage('fixtures/'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort()
    .map((id) => {
      const path = `fixtures/${id}.json`;
      return readFixture(path, readFileSync(inPackage(path), 'utf8'));
    });

/** The fixtures of kind gradient, sorted by id. */
export const gradientFixtures = (): readonly GradientFixture[] =>
  loadFixtures().filter((fixture) => fixture.kind === 'gradient');
