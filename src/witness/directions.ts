/** Central differences along random directions of entries -1 and 1: all entries at once, in two evaluations. */

import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { Bound } from '../bounds/bound.ts';
import type { Path } from '../model/path.ts';
import type { MlpProblem } from '../model/problem.ts';
import { at } from './at.ts';
import { difference, prepare } from './difference.ts';
import type { Obstacle } from './majorant/layer.ts';
import { pathsOf } from './parameters.ts';

/** How far one entry goes. */
export interface DirectionEntry {
  readonly path: Path;
  readonly share: number;
}

/** One directional derivative, measured. */
export interface WitnessedDirection {
  /** The direction really gone, entry by entry: 1 or -1 up to the rounding of the step. */
  readonly direction: readonly DirectionEntry[];
  /** The central difference; sum of derivative times direction is no further away than the bound. */
  readonly value: number;
  readonly bound: Bound;
  readonly step: number;
}

/** All that were asked for. */
export interface DirectionalDifferences {
  readonly directions: readonly WitnessedDirection[];
  readonly skipped: readonly Obstacle[];
  /** How often the cost was evaluated. */
  readonly evaluations: number;
}

/** `count` directions; `random` gives numbers in [0, 1), one for each entry and direction. */
export const directionalDifferences = (
  problem: MlpProblem,
  arithmetic: Arithmetic<number>,
  count: number,
  random: () => number,
): DirectionalDifferences => {
  const prepared = prepare(problem, arithmetic);
  const paths = pathsOf(problem);
  const found = Array.from({ length: count }, () =>
    difference(
      prepared,
      paths.map(() => (random() < 0.5 ? -1 : 1)),
    ),
  );
  const skipped = found.filter((result): result is Obstacle => 'reason' in result);
  const directions = found.flatMap((result) => {
    if ('reason' in result) return [];
    const direction = paths.map((path, index) => ({ path, share: at(result.direction, index) }));
    return [{ direction, value: result.quotient, bound: result.bound, step: result.step }];
  });
  return { directions, skipped, evaluations: 1 + 2 * directions.length };
};
