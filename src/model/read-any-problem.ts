/** A problem of any kind from outside; its `kind` says which. */

import { type Problem, problemKinds } from './any-kind.ts';
import type { Defect } from './defect.ts';
import { withNearest } from './nearest.ts';
import { readGraphProblem } from './read-graph.ts';
import { readProblem } from './read-problem.ts';

/** A checked copy of either kind, or what is wrong. */
export type ReadAnyProblem =
  | { readonly ok: true; readonly problem: Problem }
  | { readonly ok: false; readonly defects: readonly Defect[] };

/** What stands under `kind`, without calling anything that the value brings along. */
const kindOf = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return undefined;
  try {
    return Object.getOwnPropertyDescriptor(value, 'kind')?.value;
  } catch {
    return undefined;
  }
};

/**
 * Reads a problem from any value, however hostile; never throws. What says no kind is read as a network,
 * and refused as one.
 */
export const readAnyProblem = (value: unknown): ReadAnyProblem => {
  const kind = kindOf(value);
  if (kind === 'graph') return readGraphProblem(value);
  if (typeof kind !== 'string' || kind === 'mlp') return readProblem(value);
  return {
    ok: false,
    defects: [{ path: 'kind', expected: '"mlp" or "graph"', got: withNearest(kind, problemKinds) }],
  };
};
