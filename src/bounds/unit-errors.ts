/** One unit of one example, before and after its activation. */

import type { Rounding } from './rounding.ts';

/** z, a and the bound of z's error at one unit of one example. */
export interface UnitState {
  readonly z: number;
  readonly a: number;
  readonly zError: number;
  /** True where z is exact and a zero takes the documents' branch: the sign leaves no choice. */
  readonly decided: boolean;
  /** The derivative that was chosen for this unit, should its branch be uncertain. */
  readonly chosen?: number | undefined;
  /** The part of the jump that a subject may be away from it. */
  readonly spread: number;
}

/** The errors of one unit behind its activation. */
export interface UnitErrors {
  /** Bound of the error of a. */
  readonly error: number;
  /** g'(z) and the bound of its error. */
  readonly slope: number;
  readonly slopeError: number;
  /** How many times the error of a would be larger without the cap that it met; 1 where it met none. */
  readonly overshoot: number;
  /** True when a correct subject may be on the other branch of a kink. */
  readonly uncertain: boolean;
}

/** How one activation treats errors. */
export type Bounded = (state: UnitState, rounding: Rounding, slack: number) => UnitErrors;
