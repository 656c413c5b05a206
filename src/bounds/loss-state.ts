/** What every loss starts from, and what it hands to the backward pass. */

import type { KinkChoice, KinkSite } from '../model/kinks.ts';
import type { Vector } from '../model/problem.ts';
import { at } from './at.ts';
import { type Enclosure, reach } from './enclosure.ts';
import type { Rounding } from './rounding.ts';
import type { Scaling } from './scaling.ts';

/** The last layer's outputs of one example, and what they are compared with. */
export interface LossState {
  readonly outputs: Enclosure;
  /** z of the same units. */
  readonly preActivations: Enclosure;
  readonly targets: Vector;
  readonly rounding: Rounding;
  readonly scaling: Scaling;
  readonly slack: number;
  readonly example: number;
  /** True where the outputs are exact and a margin of 0 is inactive, as the documents' convention has it. */
  readonly decided: boolean;
  readonly choice: KinkChoice;
  /** The part of a jump that a subject may be away from what was chosen. */
  readonly spread: number;
  /** How long a gradient of a norm of 0 may be: 0 where it is the chosen one, else 1. */
  readonly ball: number;
}

/** What the loss adds to the circumstances of the backward pass. */
export interface Start {
  readonly slack: number;
  readonly uncertain: readonly KinkSite[];
}

/** Where the way back of one example starts. */
export type OutputErrors =
  /** dJ/da and its errors, to be carried through the last activation. */
  | { readonly of: 'activations'; readonly adjoints: Enclosure; readonly start: Start }
  /** Errors of dJ/dz itself. */
  | { readonly of: 'pre-activations'; readonly errors: Vector; readonly start: Start };

/** output - target, component by component. */
export const residuals = ({ outputs, targets, rounding, slack }: LossState): Enclosure => {
  const values = outputs.values.map((a, i) => a - at(targets, i));
  const errors = values.map((c, i) => {
    const before = at(outputs.errors, i) + rounding.represent(at(targets, i));
    return before + rounding.chain(1) * reach(c, before, slack);
  });
  return { values, errors };
};

/** factor times a value with an error, the factor rounded as the scale is. */
export const scaled = (factor: number, value: number, error: number, { scaling, slack }: LossState): number =>
  factor * (error + scaling.relative * reach(value, error, slack)) + 2 * scaling.smallest;
