/** The only file that knows all of our implementations. */

import { gradient as deltaRecursion } from './delta-recursion/gradient.ts';
import { typedGradient } from './delta-recursion/typed/gradient.ts';
import { gradient as gradTable } from './grad-table/gradient.ts';
import type { Float64Implementation, Implementation } from './implementation.ts';
import { gradient as perWeight } from './per-weight/gradient.ts';

/** Three answers to every problem, with nothing in common but types. */
export const implementations: readonly Implementation[] = [
  { name: 'per-weight', gradient: perWeight },
  { name: 'delta-recursion', gradient: deltaRecursion },
  { name: 'grad-table', gradient: gradTable },
];

/** A fast form of one of them, in float64 only: a subject like any other, never an oracle. */
export const typedDeltaRecursion: Float64Implementation = {
  name: 'delta-recursion-typed',
  solve: typedGradient,
};
