/** The ways of this room to measure a derivative along a stretch of a direction. */

import type { Vector } from '../model/problem.ts';
import { complexDifference, type PreparedComplex } from './complex-step/complex-step.ts';
import { difference, type Prepared } from './difference.ts';
import type { Measure, Stretch } from './residual.ts';

/** The whole direction: 0 outside of the stretch. */
const directionOf = ({ signs, from, to }: Stretch): Vector =>
  signs.map((sign, index) => (index >= from && index < to ? sign : 0));

/** By central differences: two evaluations of the cost. */
export const alongByDifferences =
  (prepared: Prepared): Measure =>
  (stretch) =>
    difference(prepared, directionOf(stretch));

/** By complex steps: one evaluation of the cost. */
export const alongByComplexSteps =
  (prepared: PreparedComplex): Measure =>
  (stretch) =>
    complexDifference(prepared, directionOf(stretch));
