/** What certainty costs: bounds, digits, generated problems. */

import { implementationNames } from '../../src/gradients/implementation.ts';
import type { Measures } from '../measure.ts';
import { median, spreadOf } from '../statistics.ts';
import type { Goal } from './goal.ts';

/** Of ours that answer in any arithmetic, the one with the highest median of problems per second. */
export const quickestGeneric = (
  generation: Measures['generation'],
): { readonly name: string; readonly rates: readonly number[] } => {
  const [quickest] = implementationNames
    .map((name) => ({ name, rates: generation.get(name) ?? [0] }))
    .toSorted((one, other) => median(other.rates) - median(one.rates));
  if (quickest === undefined) throw new RangeError('expected an implementation, got none');
  return quickest;
};

export const rigourGoals = ({ bounds, digits, generation, verification }: Measures): readonly Goal[] => {
  const dearest = bounds.toSorted((a, b) => median(b.ofOwn) - median(a.ofOwn))[0];
  const largest = digits.sizes.at(-1);
  const quickest = quickestGeneric(generation);
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
      text: `problems per second generated fully shrinkable and answered by one of ours, the ${quickest.name}`,
      sought: { atLeast: 20_000 },
      unit: '/s',
      measured: spreadOf(quickest.rates),
    },
    {
      text: 'problems per second generated fully shrinkable, answered by all three and judged',
      sought: { atLeast: 2000 },
      unit: '/s',
      measured: spreadOf(verification.verified),
    },
  ];
};
