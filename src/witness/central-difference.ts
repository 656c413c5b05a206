/** Central differences of the cost by every weight, bias and input, each with its proven bound. */

import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { Bound } from '../bounds/bound.ts';
import type { Path } from '../model/path.ts';
import type { MlpProblem } from '../model/problem.ts';
import { at } from './at.ts';
import { difference, type Prepared, prepare } from './difference.ts';
import type { Obstacle } from './majorant/layer.ts';
import { pathsOf, unitDirection } from './parameters.ts';

/** One derivative, measured. */
export interface WitnessedEntry {
  /** `gradients.weights[1][0][0]` */
  readonly path: Path;
  /** The central difference; the exact derivative is no further away than the bound. */
  readonly value: number;
  readonly bound: Bound;
  readonly step: number;
}

/** A derivative that could not be measured, and why. */
export type SkippedEntry = Obstacle & { readonly path: Path };

/** All derivatives of one problem. */
export interface CentralDifferences {
  /** In the order of `pathsOf`: weights, biases, inputs. */
  readonly entries: readonly WitnessedEntry[];
  readonly skipped: readonly SkippedEntry[];
  /** How often the cost was evaluated. */
  readonly evaluations: number;
}

const witnessEntry = (prepared: Prepared, path: Path, index: number): WitnessedEntry | SkippedEntry => {
  const direction = unitDirection(prepared.layout.size, index);
  const found = difference(prepared, direction, (_, span) => at(span, index));
  return 'reason' in found
    ? { path, ...found }
    : { path, value: found.quotient, bound: found.bound, step: found.step };
};

/**
 * dJ/d(entry) of every entry of a problem, by moving it alone; `arithmetic` is to be IEEE binary64.
 * Nothing is differentiated: only the cost is evaluated.
 */
export const centralDifferences = (
  problem: MlpProblem,
  arithmetic: Arithmetic<number>,
): CentralDifferences => {
  const prepared = prepare(problem, arithmetic);
  const witnessed = pathsOf(problem).map((path, index) => witnessEntry(prepared, path, index));
  const entries = witnessed.filter((entry): entry is WitnessedEntry => 'value' in entry);
  const skipped = witnessed.filter((entry): entry is SkippedEntry => 'reason' in entry);
  return { entries, skipped, evaluations: 1 + 2 * entries.length };
};
