/** The three classes of problems by their distance to a kink, in units of what rounding may blur. */

import { float64 } from '../src/arithmetic/float64.ts';
import { kinkDistance } from '../src/bounds/kink-distance.ts';
import { type PrecisionName, precision } from '../src/bounds/precision.ts';
import type { MlpProblem } from '../src/model/problem.ts';
import { forward } from '../src/witness/forward.ts';

/** At most 1 where the side of some kink is uncertain in this precision. */
const distanceOf = (problem: MlpProblem, name: PrecisionName): number =>
  kinkDistance(problem, forward(problem, float64).trace, precision(name));

/** Beyond this many error bounds nothing about a kink is in doubt. */
const smoothFrom = 4;
const nearUpTo = 100;

/** Every kink is further than four times what rounding may blur. */
export const isSmooth =
  (name: PrecisionName) =>
  (problem: MlpProblem): boolean =>
    distanceOf(problem, name) > smoothFrom;

/** Every side is certain, and some kink is within a hundred times what rounding may blur. */
export const isNear =
  (name: PrecisionName) =>
  (problem: MlpProblem): boolean => {
    const distance = distanceOf(problem, name);
    return distance > 1 && distance <= nearUpTo;
  };
