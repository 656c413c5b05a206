/** Whether an answer was printed with too few digits for the precision it claims. */

import type { AnyAnswer } from './any-kind.ts';

/** `%g` prints 6 significant digits, Lua 14, Perl and Tcl 15; every double of 15 digits reads back as it was written. */
const digits = 15;

function* numbersIn(value: unknown): Generator<number> {
  if (typeof value === 'number') yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const part of Object.values(value)) yield* numbersIn(part);
}

/**
 * True when every finite number of the answer is a decimal of at most 15 significant digits, and one of
 * them at least is not a whole number.
 *
 * A double of no particular kind needs 16 or 17 digits in fourteen cases of fifteen, and a problem of small
 * binary fractions has such an answer honestly: ask several answers.
 */
export const looksPrintedShort = (answer: AnyAnswer): boolean => {
  let fraction = false;
  for (const number of numbersIn(answer)) {
    if (!Number.isFinite(number)) continue;
    if (Number(number.toPrecision(digits)) !== number) return false;
    fraction ||= !Number.isInteger(number);
  }
  return fraction;
};
