/** JSON Schemas, compiled when they are first needed. */

import { createRequire } from 'node:module';
import type * as Ajv from 'ajv/dist/2020.js';

/**
 * A validator of a schema and those that it refers to, compiled at its first use.
 *
 * Loading and compiling take longer than most commands: a run that reads nothing from outside pays for
 * neither. That the schemas are sound is for tests to say.
 */
export const compiledSchema = <T>(
  schema: () => object,
  references: () => readonly object[] = () => [],
): (() => Ajv.ValidateFunction<T>) => {
  let compiled: Ajv.ValidateFunction<T> | undefined;
  return () => {
    if (compiled === undefined) {
      const ajv: typeof Ajv = createRequire(import.meta.url)('ajv/dist/2020.js');
      const settings = { strict: true, strictNumbers: false, allErrors: true, verbose: true };
      compiled = new ajv.Ajv2020({ ...settings, allowUnionTypes: true, meta: false, validateSchema: false })
        .addSchema([...references()])
        .compile<T>(schema());
    }
    return compiled;
  };
};
