/** A problem in a precision: everything that depends on neither example nor reference. */

import type { KinkChoice } from '../model/kinks.ts';
import type { MlpProblem } from '../model/problem.ts';
import { type RoundedLayer, roundLayer } from './layers.ts';
import type { Precision } from './precision.ts';
import { type Rounding, roundingOf } from './rounding.ts';
import { type Scaling, scalingOf } from './scaling.ts';

/**
 * What is allowed at a kink: every choice of the chain rule (the whole jump is in the bounds), only the one
 * that the documents print (where no rounding blurs the sign), or the derivatives chosen for the sites
 * that are uncertain, which the reference then has taken too (section 12 of spec/bounds.md).
 */
export type KinkAllowance = 'every choice' | 'convention' | Chosen;

/** Derivatives that the reference has taken, and how far from them a subject's may be besides their rounding. */
export interface Chosen {
  readonly chosen: KinkChoice;
  /**
   * Nothing where the same was taken; the balls where it was but for norms of 0, of which anything in the unit
   * ball may be; half the jump, and the balls, where they are the middles of the sets.
   */
  readonly within: 'nothing' | 'the balls' | 'half the jump';
}

/** What is the same for all examples of a problem. */
export interface Setting {
  readonly problem: MlpProblem;
  readonly layers: readonly RoundedLayer[];
  readonly rounding: Rounding;
  readonly kinks: KinkAllowance;
  /** The derivative chosen at an uncertain site; undefined where the whole jump is allowed. */
  readonly choice: KinkChoice;
  /** The part of a jump that a subject may be away from what was chosen: 0 or 1/2. */
  readonly spread: number;
  /** How long a gradient of a norm of 0 may be: 0 where it is the chosen one, else 1. */
  readonly ball: number;
  readonly scaling: Scaling;
  /** 0 without a penalty. */
  readonly lambda: number;
  /** Relative error of the sum over examples, the penalty perhaps among its terms. */
  readonly exampleSum: number;
}

/** What the problem's numbers and sums cost in this precision. */
export const settingOf = (problem: MlpProblem, precision: Precision, kinks: KinkAllowance): Setting => {
  const rounding = roundingOf(precision);
  const lambda = problem.penalty === undefined ? 0 : problem.penalty.lambda;
  return {
    problem,
    layers: problem.layers.map((layer) => roundLayer(layer, rounding)),
    rounding,
    kinks,
    choice: typeof kinks === 'object' ? kinks.chosen : () => undefined,
    ball: typeof kinks === 'object' && kinks.within !== 'nothing' ? 1 : 0,
    spread: typeof kinks === 'object' && kinks.within === 'half the jump' ? 1 / 2 : 0,
    scaling: scalingOf(problem.loss.scale, rounding),
    lambda,
    exampleSum: rounding.sum(problem.inputs.length + (lambda > 0 ? 1 : 0)),
  };
};
