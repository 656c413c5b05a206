/** The sum of a few terms. */

import type { Costs } from './costs.ts';
import type { Estimate } from './known.ts';
import type { Term } from './term.ts';
import { addTerm, errorsOf, totalsOf } from './totals.ts';

/** The sum, in any order; `parts` of it may be rounded on their own. */
export const sumOfTerms = (terms: readonly Term[], rounding: Costs, parts = 1): Estimate => {
  const totals = totalsOf(1);
  totals.parts = parts;
  for (const term of terms) addTerm(totals, 0, term);
  const [value = 0] = totals.values;
  const [error = 0] = errorsOf(totals, rounding);
  return { value, error };
};
