/** A goal: one number from one run, and what was sought. */

import type { Spread } from '../statistics.ts';

export interface Goal {
  readonly text: string;
  readonly sought: { readonly atLeast: number } | { readonly atMost: number };
  readonly unit: string;
  /** Or why there is no number. */
  readonly measured: Spread | { readonly missing: string };
}

/** Judged by the median; nothing measured is not reached. */
export const isReached = ({ sought, measured }: Goal): boolean => {
  if ('missing' in measured) return false;
  return 'atLeast' in sought ? measured.median >= sought.atLeast : measured.median <= sought.atMost;
};

/** Why nothing was measured of a program in Python. */
export const noPython = {
  missing: "no Python with numpy and torch; on Debian 'apt-get install python3-torch' brings them",
};
