/** A problem from outside: checked, copied and frozen, or everything that is wrong with it. */

import { copyPlain } from './copy.ts';
import type { Defect } from './defect.ts';
import { firstDefects, withLater, withoutDuplicates } from './defect.ts';
import { parseJson } from './json-text.ts';
import type { MlpProblem } from './problem.ts';
import { meaningDefects } from './problem-meaning.ts';
import { limitDefects, shapeDefects } from './problem-shapes.ts';
import { applySchema } from './schema.ts';

/** A checked copy, or everything that is wrong. */
export type ReadProblem =
  | { readonly ok: true; readonly problem: MlpProblem }
  | { readonly ok: false; readonly defects: readonly Defect[] };

const checks = [limitDefects, shapeDefects, meaningDefects];

/**
 * Reads a problem of kind `mlp` from any value, however hostile; never throws.
 *
 * The problem is a frozen deep copy: changing the value later does not change it. Defects are in the
 * order found, without duplicates and without those that only follow from another.
 */
export const readProblem = (value: unknown): ReadProblem => {
  const copy = copyPlain(value);
  if (!copy.complete || copy.value === undefined)
    return { ok: false, defects: withoutDuplicates(copy.defects) };
  const structure = applySchema(copy.value);
  if ('defects' in structure) return { ok: false, defects: withLater(copy.defects, structure.defects) };
  const defects = withLater(copy.defects, firstDefects(structure.problem, checks));
  return defects.length > 0 ? { ok: false, defects } : { ok: true, problem: structure.problem };
};

/** Reads a problem from JSON text; the file's name is for the place of a syntax error. */
export const readProblemText = (text: string, file: string): ReadProblem => {
  const parsed = parseJson(text, file);
  return parsed.ok ? readProblem(parsed.value) : { ok: false, defects: [parsed.defect] };
};
