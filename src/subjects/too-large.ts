/** Whether a value is larger than any answer can be, before it is copied and sent. */

import { limits } from '../model/limits.ts';

interface Budget {
  left: number;
}

/** A character weighs as much as a number: a long text is as much of a burden. */
const spend = (value: unknown, budget: Budget): void => {
  budget.left -= typeof value === 'string' ? value.length + 1 : 1;
  if (budget.left < 0 || typeof value !== 'object' || value === null) return;
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer || ArrayBuffer.isView(value))
    budget.left -= value.byteLength / 8;
  else for (const part of Object.values(value)) if (budget.left >= 0) spend(part, budget);
};

/** True for more numbers, characters and keys together than a problem may have. */
export const isTooLarge = (value: unknown): boolean => {
  const budget = { left: limits.values };
  spend(value, budget);
  return budget.left < 0;
};
