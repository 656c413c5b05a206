/** The bounds of a problem in a format: what all of its runs are judged by. */

import { at } from '../../bounds/at.ts';
import { boundAnswer } from '../../bounds/bound-answer.ts';
import { saturation } from '../../bounds/saturation.ts';
import { flatten } from './flat.ts';
import { type Format, float64 } from './formats.ts';
import { countLog } from './histogram.ts';
import { firstGradient, type ProblemCase } from './problem-case.ts';
import type { Cell } from './tally.ts';

/** What a format makes of a problem: independent of the style. */
export interface Bounded {
  /** Bounds in the order of `flatten`, and those of float64 for the reference. */
  readonly bounds: readonly number[];
  readonly referenceBounds: readonly number[];
  /** Whether some branch is uncertain in this format. */
  readonly uncertain: boolean;
  /** Why a correct subject may answer with something that is not finite. */
  readonly reasons: readonly string[];
}

/** What is asked of a run beside soundness. */
export interface TrialOptions {
  /** Every bound is divided by this: 1, unless tightness is on trial. */
  readonly divisor: number;
}

/** Bounds as they are derived. */
export const honest: TrialOptions = { divisor: 1 };

/** The bounds of a problem in a format. */
export const boundedIn = (
  { problem, reference }: ProblemCase,
  format: Format,
  { divisor }: TrialOptions = honest,
): Bounded => {
  const found = boundAnswer(problem, reference, format.precision);
  const bounds = flatten<number>(found).values;
  return {
    bounds: divisor === 1 ? bounds : bounds.map((bound) => bound / divisor),
    referenceBounds:
      format === float64
        ? bounds
        : flatten<number>(boundAnswer(problem, reference, float64.precision)).values,
    uncertain: found.uncertain.length > 0,
    reasons: saturation(problem, reference, format.precision),
  };
};

/** Counts bound / |g| of every gradient entry, and the smallest of the problem. */
export const countRelative = (cell: Cell, problem: ProblemCase, { bounds }: Bounded): void => {
  let best = Number.POSITIVE_INFINITY;
  for (let index = firstGradient(problem); index < bounds.length; index += 1) {
    const truth = Math.abs(at(problem.high, index));
    if (truth === 0 || !Number.isFinite(truth)) continue;
    const relative = at(bounds, index) / truth;
    countLog(cell.relative, relative);
    best = Math.min(best, relative);
  }
  countLog(cell.best, best);
};
