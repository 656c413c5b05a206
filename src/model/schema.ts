/** The published schema of a problem, applied to plain data. */

import { createRequire } from 'node:module';
import type * as Ajv from 'ajv/dist/2020.js';
import problemSchema from '#spec/schema/problem.schema.json' with { type: 'json' };
import type { Json } from './copy.ts';
import type { Defect } from './defect.ts';
import type { MlpProblem } from './problem.ts';
import { defectsOf } from './schema-findings.ts';

let compiled: Ajv.ValidateFunction<MlpProblem> | undefined;

// Loading and compiling take longer than everything else in this room together: not before they are
// needed, and without checking the schema itself, which a test does.
const validator = (): Ajv.ValidateFunction<MlpProblem> => {
  if (compiled === undefined) {
    const ajv: typeof Ajv = createRequire(import.meta.url)('ajv/dist/2020.js');
    compiled = new ajv.Ajv2020({
      strict: true,
      strictNumbers: false,
      allErrors: true,
      verbose: true,
      allowUnionTypes: true,
      meta: false,
      validateSchema: false,
    }).compile<MlpProblem>(problemSchema);
  }
  return compiled;
};

/** The value as a problem when the schema accepts it; shapes and meaning are not checked yet. */
export const applySchema = (
  value: Json,
): { readonly problem: MlpProblem } | { readonly defects: readonly Defect[] } => {
  const validate = validator();
  if (validate(value)) return { problem: value };
  const defects = defectsOf(validate.errors ?? [], problemSchema.$defs);
  if (defects.length === 0) throw new Error('the schema of a problem refuses a value without saying why');
  return { defects };
};
