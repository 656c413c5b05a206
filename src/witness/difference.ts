/** One central difference of the cost, along one direction, with its proven bound. */

import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { Bound } from '../bounds/bound.ts';
import { centralDifferenceBound } from '../bounds/central-difference.ts';
import type { MlpProblem, Vector } from '../model/problem.ts';
import { at } from './at.ts';
import { centreOf } from './centre.ts';
import { type Chord, chordOf } from './chord.ts';
import { costRounding } from './cost-rounding.ts';
import { forward } from './forward.ts';
import type { Obstacle } from './majorant/layer.ts';
import { costMajorant, type Setting } from './majorant/majorant.ts';
import type { Series } from './majorant/series.ts';
import { flatten, layoutOf } from './parameters.ts';

/** One central difference. */
export interface Difference {
  /** (J(above) - J(below)) / divisor */
  readonly quotient: number;
  readonly bound: Bound;
  /** The power of two by which the direction was multiplied. */
  readonly step: number;
  /** above - below, divided by the divisor: the direction that the quotient belongs to. */
  readonly direction: Vector;
}

/** A problem made ready to be differentiated numerically; its cost has been evaluated once. */
export interface Prepared extends Setting {
  readonly arithmetic: Arithmetic<number>;
  /** |computed cost - exact cost| at the centre: what the step is chosen by. */
  readonly rounding: number;
}

/** The cost at these parameters, and how far rounding may have moved it. */
export const evaluate = (setting: Omit<Prepared, 'centres' | 'rounding'>, parameters: Vector) => {
  const { problem, layout, arithmetic } = setting;
  const { cost, trace } = forward(problem, arithmetic, parameters);
  return { cost, trace, rounding: costRounding(problem, layout, parameters, trace) };
};

/** Evaluates the centre; `arithmetic` is to be IEEE binary64. */
export const prepare = (problem: MlpProblem, arithmetic: Arithmetic<number>): Prepared => {
  const layout = layoutOf(problem);
  const parameters = flatten(problem);
  const setting = { problem, layout, parameters, arithmetic };
  const { trace, rounding } = evaluate(setting, parameters);
  return { ...setting, centres: centreOf(problem, layout, parameters, trace), rounding };
};

/** From the first step to the last that is tried: 32 halvings. */
export const halvings = 32;

/**
 * 2^-6, times the power of two at or below the largest moved number where that is above 1: after all
 * halvings still 2^-38 of it, so that no step vanishes beside the number it is added to.
 */
export const firstStep = (parameters: Vector, direction: Vector): number => {
  const largest = parameters.reduce(
    (most, parameter, index) => (at(direction, index) === 0 ? most : Math.max(most, Math.abs(parameter))),
    1,
  );
  return 2 ** -6 * 2 ** Math.floor(Math.log2(largest));
};

interface Smooth {
  readonly chord: Chord;
  readonly step: number;
  readonly majorant: Series;
}

const smoothAt = (prepared: Prepared, direction: Vector, step: number): Smooth | Obstacle => {
  const chord = chordOf(prepared.parameters, direction, step, prepared.arithmetic);
  const segment = { direction: direction.map(Math.abs), reach: chord.reach, order: 3 };
  const majorant = costMajorant(prepared, segment);
  return 'reason' in majorant ? majorant : { chord, step, majorant };
};

/**
 * The longest step, halving, whose curvature is no larger than the rounding; else the shortest.
 *
 * Majorants grow with the segment, so what stands in the way of the shortest step stands in the way of
 * all, and steps too long even for the shortest one's majorant need not be tried.
 */
const smoothChord = (prepared: Prepared, direction: Vector): Smooth | Obstacle => {
  const first = firstStep(prepared.parameters, direction);
  const shortest = smoothAt(prepared, direction, first * 2 ** -halvings);
  if ('reason' in shortest) return shortest;
  const isShortEnough = (step: number, { majorant }: Smooth) =>
    at(majorant, 3) * step ** 3 <= prepared.rounding;
  for (let halving = 0; halving < halvings; halving += 1) {
    const step = first * 2 ** -halving;
    if (!isShortEnough(step, shortest)) continue;
    const found = smoothAt(prepared, direction, step);
    if ('chord' in found && isShortEnough(step, found)) return found;
  }
  return shortest;
};

/**
 * The central difference along a direction of entries -1, 0 and 1 (flat, in the order of the layout).
 * `divisor` says what the difference of the costs is divided by, given the step and the chord.
 */
export const difference = (
  prepared: Prepared,
  direction: Vector,
  divisorOf: (step: number, span: Vector) => number = (step) => 2 * step,
): Difference | Obstacle => {
  const smooth = smoothChord(prepared, direction);
  if ('reason' in smooth) return smooth;
  const { chord, step, majorant } = smooth;
  const above = evaluate(prepared, chord.above);
  const below = evaluate(prepared, chord.below);
  const divisor = divisorOf(step, chord.span);
  const quotient = (above.cost - below.cost) / divisor;
  const bound = centralDifferenceBound({
    first: at(majorant, 1),
    second: 2 * at(majorant, 2),
    third: 6 * at(majorant, 3),
    reach: chord.reach,
    skew: chord.skew,
    above: above.rounding,
    below: below.rounding,
    divisor,
    quotient,
  });
  if (!Number.isFinite(quotient) || !Number.isFinite(bound)) return { reason: 'overflow' };
  return { quotient, bound, step, direction: chord.span.map((way) => way / divisor) };
};
