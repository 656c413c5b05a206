/** The published schema of a problem, applied to plain data. */

import problemSchema from '#spec/schema/problem.schema.json' with { type: 'json' };
import { compiledSchema } from './compiled-schema.ts';
import type { Json } from './copy.ts';
import type { Defect } from './defect.ts';
import type { MlpProblem } from './problem.ts';
import { defectsOf } from './schema-findings.ts';

const validator = compiledSchema<MlpProblem>(() => problemSchema);

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
