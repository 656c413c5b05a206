/** What operations of a graph cost in a precision, and what is allowed at kinks. */

import type { Precision } from '../precision.ts';
import { type Rounding, roundingOf } from '../rounding.ts';

/** The costs of single operations and of sums. */
export interface Costs extends Rounding {
  /** u of the sums. */
  readonly accumulation: number;
}

/** The costs of a precision. */
export const costsOf = (precision: Precision): Costs => ({
  ...roundingOf(precision),
  accumulation: precision.accumulation,
});

/**
 * What is allowed at a kink: every choice of the chain rule, so that the whole jump is in the bound, or only
 * the one that spec/ops.json calls ours, where the arguments are exact; section 7 of spec/graph-bounds.md.
 */
export type GraphKinkAllowance = 'every choice' | 'convention';

/** Who is bounded. */
export interface Setting {
  readonly rounding: Costs;
  readonly kinks: GraphKinkAllowance;
}
