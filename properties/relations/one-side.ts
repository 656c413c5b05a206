/** Biases that keep every unit of a layer on one side of its kink, in every example. */

import { float64 } from '../../src/arithmetic/float64.ts';
import { at } from '../../src/model/at.ts';
import type { MlpProblem } from '../../src/model/problem.ts';
import { forward } from '../../src/witness/forward.ts';
import { denseAt, withBiases, withLayers } from '../layers.ts';

/** How far from its kink, and the step on which biases stay short binary fractions. */
const quarter = 0.25;

const downTo = (value: number): number => Math.floor(value / quarter) * quarter;

/** Every pre-activation of the layer is at least 1/4 above 0, or below it. */
export const onOneSide = (problem: MlpProblem, layer: number, side: 'above' | 'below'): MlpProblem => {
  const sign = side === 'above' ? 1 : -1;
  const heights = forward(problem, float64).trace.preActivations[layer] ?? [];
  const pushed = withBiases(denseAt(problem, layer), (bias, unit) => {
    const least = Math.min(...heights.map((row) => sign * at(row, unit)));
    return bias + sign * (quarter - downTo(least));
  });
  return withLayers(problem, { [layer]: pushed });
};
