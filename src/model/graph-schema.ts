/** The published schema of a problem of kind `graph`, applied to plain data. */

import { createRequire } from 'node:module';
import type * as Ajv from 'ajv/dist/2020.js';
import graphSchema from '#spec/schema/graph-problem.schema.json' with { type: 'json' };
import type { Json } from './copy.ts';
import type { Defect } from './defect.ts';
import type { GraphProblem } from './graph.ts';
import { defectsOf } from './schema-findings.ts';

let compiled: Ajv.ValidateFunction<GraphProblem> | undefined;

// Not before it is needed: loading and compiling take longer than everything else in this room.
const validator = (): Ajv.ValidateFunction<GraphProblem> => {
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
    }).compile<GraphProblem>(graphSchema);
  }
  return compiled;
};

/** The value as a problem when the schema accepts it; names, attributes and shapes are not checked yet. */
export const applyGraphSchema = (
  value: Json,
): { readonly problem: GraphProblem } | { readonly defects: readonly Defect[] } => {
  const validate = validator();
  if (validate(value)) return { problem: value };
  const defects = defectsOf(validate.errors ?? [], graphSchema.$defs);
  if (defects.length === 0) throw new Error('the schema of a graph refuses a value without saying why');
  return { defects };
};
