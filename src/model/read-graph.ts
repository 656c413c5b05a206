/** A problem of kind `graph` from outside: checked, copied and frozen, or everything that is wrong with it. */

import { copyPlain } from './copy.ts';
import type { Defect } from './defect.ts';
import { defectAt, firstDefects, withLater, withoutDuplicates } from './defect.ts';
import type { GraphProblem } from './graph.ts';
import { attributeDefects } from './graph-attributes.ts';
import { nameDefects } from './graph-names.ts';
import { orderDefects } from './graph-order.ts';
import { applyGraphSchema } from './graph-schema.ts';
import { graphLimits, inferShapes } from './graph-shapes.ts';
import { parseJson } from './json-text.ts';

/** A checked copy, or everything that is wrong. */
export type ReadGraphProblem =
  | { readonly ok: true; readonly problem: GraphProblem }
  | { readonly ok: false; readonly defects: readonly Defect[] };

const limitDefects = ({ nodes }: GraphProblem): readonly Defect[] =>
  nodes.length > graphLimits.nodes
    ? [defectAt(['nodes'], `at most ${graphLimits.nodes} nodes`, String(nodes.length))]
    : [];

const checks = [
  limitDefects,
  nameDefects,
  orderDefects,
  attributeDefects,
  (problem: GraphProblem) => inferShapes(problem).defects,
];

/**
 * Reads a problem of kind `graph` from any value, however hostile; never throws.
 *
 * The problem is a frozen deep copy. Whether its values and derivatives are finite is not asked here:
 * this room does no arithmetic.
 */
export const readGraphProblem = (value: unknown): ReadGraphProblem => {
  const copy = copyPlain(value);
  if (!copy.complete || copy.value === undefined)
    return { ok: false, defects: withoutDuplicates(copy.defects) };
  const structure = applyGraphSchema(copy.value);
  if ('defects' in structure) return { ok: false, defects: withLater(copy.defects, structure.defects) };
  const defects = withLater(copy.defects, firstDefects(structure.problem, checks));
  return defects.length > 0 ? { ok: false, defects } : { ok: true, problem: structure.problem };
};

/** Reads a problem of kind `graph` from JSON text; the file's name is for the place of a syntax error. */
export const readGraphProblemText = (text: string, file: string): ReadGraphProblem => {
  const parsed = parseJson(text, file);
  return parsed.ok ? readGraphProblem(parsed.value) : { ok: false, defects: [parsed.defect] };
};
