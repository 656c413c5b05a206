/** A derivative chosen at an uncertain kink, as a factor; section 12 of spec/bounds.md. */

import type { Rounding } from './rounding.ts';

/**
 * How far the factor of a subject that makes the same choice, or one so far `away`, may be from it: the choice
 * is rounded once, and multiplied with. Never 0, so that 0 and 1 get no exemption that values between them would not get:
 * the bound is then convex in each choice.
 */
export const choiceError = (chosen: number, rounding: Rounding, away = 0): number =>
  away + rounding.chain(1) * (Math.abs(chosen) + away) + rounding.smallest;
