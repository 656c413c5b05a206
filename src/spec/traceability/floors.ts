/** How little there may be of everything: floors rise with what is added, and only a person lowers them. */

import type { Defect } from '../../model/defect.ts';
import type { Counts } from './rows.ts';

/** At least so many. */
export const floors: Omit<Counts, 'prose'> = {
  clauses: 101,
  must: 74,
  properties: 150,
  fixtures: 60,
  statements: 455,
  mapped: 426,
  tested: 340,
  planted: 690,
  seeing: 73,
  executed: 49,
};

/** At most this share of the statements may be without a clause. */
export const proseCeiling = 0.065;

/** What is below its floor, or above the ceiling. */
export const floorDefects = (counts: Counts, least = floors): readonly Defect[] => [
  ...Object.entries(least).flatMap(([key, floor]) => {
    const count = counts[key as keyof typeof least];
    return count >= floor ? [] : [{ path: key, expected: `at least ${floor}`, got: `${count}` }];
  }),
  ...(counts.prose <= proseCeiling
    ? []
    : [{ path: 'prose', expected: `a share of at most ${proseCeiling}`, got: `${counts.prose}` }]),
];
