/** What an arithmetic is not able to do. */

import { NoSuchFunction } from '../../arithmetic/arithmetic.ts';
import { OperationsExhausted } from '../../oracle/operations-budget.ts';

/** What an arithmetic cannot do, as a sentence; anything else is thrown on. */
export const inability = (error: unknown, arithmetic: string): string => {
  const isUnable = error instanceof NoSuchFunction || error instanceof OperationsExhausted;
  // Float64 has an infinity or NaN where the others refuse, so there a RangeError is a defect.
  if (isUnable || (error instanceof RangeError && arithmetic !== 'float64')) return error.message;
  throw error;
};
