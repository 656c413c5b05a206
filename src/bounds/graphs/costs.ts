/** What operations of a graph cost in a precision, and what is allowed at kinks. */

import type { GraphKinkChoice } from '../../model/graph-kinks.ts';
import type { Precision } from '../precision.ts';
import { type Rounding, roundingOf } from '../rounding.ts';

/** The costs of single operations and of sums. */
export interface Costs extends Rounding {
  /** u of the sums. */
  readonly accumulation: number;
  /**
   * True where derivatives were chosen: then no number is taken to be too large to underflow, so that the bounds
   * are convex in each choice and largest at a corner of the sets.
   */
  readonly convex?: boolean;
}

/** The costs of a precision. */
export const costsOf = (precision: Precision): Costs => ({
  ...roundingOf(precision),
  accumulation: precision.accumulation,
});

/** Derivatives that the reference has taken, and how far from them a subject may be besides its rounding. */
export interface GraphChosen {
  readonly chosen: GraphKinkChoice;
  /** Nothing where the subject has taken the same; half the jump where they are the middles of the sets. */
  readonly within: 'nothing' | 'half the jump';
}

/**
 * What is allowed at a kink: every choice of the chain rule, so that the whole jump is in the bound, only the
 * one that spec/ops.json calls ours, where the arguments are exact, or what was chosen; section 7 of
 * spec/graph-bounds.md.
 */
export type GraphKinkAllowance = 'every choice' | 'convention' | GraphChosen;

/** Who is bounded. */
export interface Setting {
  readonly rounding: Costs;
  readonly kinks: GraphKinkAllowance;
}
