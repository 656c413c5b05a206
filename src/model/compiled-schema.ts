/** JSON Schemas, compiled when they are first needed, each once. */

import { createRequire } from 'node:module';
import type * as Ajv from 'ajv/dist/2020.js';

interface Schema {
  readonly $id?: string;
}

const settings = { strict: true, strictNumbers: false, allErrors: true, verbose: true };

let compiler: Ajv.Ajv2020 | undefined;

/** One for all schemas: several refer to that of a problem, the largest of them. */
const theCompiler = (): Ajv.Ajv2020 => {
  if (compiler !== undefined) return compiler;
  const ajv: typeof Ajv = createRequire(import.meta.url)('ajv/dist/2020.js');
  compiler = new ajv.Ajv2020({ ...settings, allowUnionTypes: true, meta: false, validateSchema: false });
  return compiler;
};

const idOf = ({ $id }: Schema): string => {
  if ($id === undefined) throw new TypeError('$id: expected the name of a schema, got nothing');
  return $id;
};

const compile = <T>(schema: Schema, references: readonly Schema[]): Ajv.ValidateFunction<T> => {
  const ajv = theCompiler();
  for (const each of [schema, ...references]) if (!(idOf(each) in ajv.schemas)) ajv.addSchema(each);
  const compiled = ajv.getSchema<T>(idOf(schema));
  if (compiled === undefined) throw new TypeError(`${idOf(schema)}: expected a schema, got none`);
  return compiled as Ajv.ValidateFunction<T>;
};

/**
 * A validator of a schema and those that it refers to, compiled at its first use.
 *
 * Loading and compiling take longer than most commands: a run that reads nothing from outside pays for
 * neither. That the schemas are sound is for tests to say. Throws TypeError for a schema without `$id`.
 */
export const compiledSchema = <T>(
  schema: () => Schema,
  references: () => readonly Schema[] = () => [],
): (() => Ajv.ValidateFunction<T>) => {
  let compiled: Ajv.ValidateFunction<T> | undefined;
  return () => {
    compiled ??= compile<T>(schema(), references());
    return compiled;
  };
};
