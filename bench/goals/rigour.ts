/** What certainty costs: bounds, digits, generated problems. */

import type { Measures } from '../measure.ts';
import { median, spreadOf } from '../statistics.ts';
import type { Goal } from './goal.ts';

export const rigourGoals = ({ bounds, digits, generation, verification }: Measures): readonly Goal[] => {
  const dearest = bounds.toSorted((a, b) => median(b.ofOwn) - median(a.ofOwn))[0];
  const largest = digits.sizes.at(-1);
  const table = generation.get('grad-table');
  return [
    {
      text: `trace and bounds, the dearest of three sizes (${dearest?.size}), as a multiple of one gradient of the delta recursion`,
      sought: { atMost: 4 },
      unit: '×',
      measured: dearest === undefined ? { missing: 'no size was measured' } : spreadOf(dearest.ofOwn),
    },
    {
      text: `gradient in ${digits.digits} digits at ${largest?.size}, times faster than decimal.js through mathjs`,
      sought: { atLeast: 20 },
      unit: '×',
      measured: largest === undefined ? { missing: 'no size was measured' } : spreadOf(largest.faster),
    },
    {
      text: 'problems per second generated fully shrinkable and answered by one of ours, the grad table',
      sought: { atLeast: 20_000 },
      unit: '/s',
      measured: table === undefined ? { missing: 'it was not run' } : spreadOf(table),
    },
    {
      text: 'problems per second generated fully shrinkable, answered by all three and judged',
      sought: { atLeast: 2000 },
      unit: '/s',
      measured: spreadOf(verification.verified),
    },
  ];
};
