/** Work that is given up after a number of operations, so that nobody waits for an enumeration of paths. */

import type { Arithmetic } from '../arithmetic/arithmetic.ts';

/** More multiplications were needed than were allowed. */
export class OperationsExhausted extends Error {
  override readonly name = 'OperationsExhausted';

  constructor(allowed: number) {
    super(`more than ${allowed} multiplications needed`);
  }
}

/** The arithmetic, which throws OperationsExhausted at the multiplication after the last one allowed. */
export const withBudget = <T>(arithmetic: Arithmetic<T>, allowed: number): Arithmetic<T> => {
  let left = allowed;
  return {
    ...arithmetic,
    mul: (x, y) => {
      if (left === 0) throw new OperationsExhausted(allowed);
      left -= 1;
      return arithmetic.mul(x, y);
    },
  };
};
