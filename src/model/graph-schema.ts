/** The published schema of a problem of kind `graph`, applied to plain data. */

import graphSchema from '#spec/schema/graph-problem.schema.json' with { type: 'json' };
import { compiledSchema } from './compiled-schema.ts';
import type { Json } from './copy.ts';
import type { Defect } from './defect.ts';
import type { GraphProblem } from './graph.ts';
import { defectsOf } from './schema-findings.ts';

const validator = compiledSchema<GraphProblem>(() => graphSchema);

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
