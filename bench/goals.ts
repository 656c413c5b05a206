/** What the project set out to reach, each goal one number from one run. */

import type { Measures } from './measure.ts';
import type { Race, Result } from './race.ts';
import { ratios, type Spread, spreadOf } from './statistics.ts';

export interface Goal {
  readonly text: string;
  readonly sought: { readonly atLeast: number } | { readonly atMost: number };
  readonly unit: string;
  /** Or why there is no number. */
  readonly measured: Spread | { readonly missing: string };
}

const ours = 'delta-recursion-typed';

const missingFrom = (result: Result | undefined): string | undefined =>
  result === undefined ? 'it was not asked' : 'out' in result ? result.out : undefined;

/** The typed delta recursion over a peer, round by round. */
export const ratioTo = ({ results }: Race, peer: string): Goal['measured'] => {
  const [typed, other] = [results.get(ours), results.get(peer)];
  if (typed !== undefined && 'rates' in typed && other !== undefined && 'rates' in other)
    return spreadOf(ratios(typed.rates, other.rates));
  return { missing: missingFrom(typed) ?? missingFrom(other) ?? 'nothing was measured' };
};

export const goalsOf = (races: ReadonlyMap<string, Race>, measures: Measures): readonly Goal[] => {
  const against = (size: string, peer: string, title: string, atLeast: number): Goal => {
    const race = races.get(size);
    return {
      text: `typed delta recursion at ${size}, gradients as a multiple of those of ${title}`,
      sought: { atLeast },
      unit: '×',
      measured: race === undefined ? { missing: 'this size was not run' } : ratioTo(race, peer),
    };
  };
  return [
    against('2-2-2', 'naive-loop', 'the frozen loop', 0.7),
    against('2-2-2', 'pytorch', 'PyTorch', 400),
    against('784-128-10', 'ml-matrix', 'ml-matrix', 2),
    against('784-128-10', 'pytorch', 'PyTorch', 0.1),
    {
      text: 'memory of one gradient at 784-128-10, as a multiple of parameters plus activations',
      sought: { atMost: 3 },
      unit: '×',
      measured: spreadOf([measures.memory.multiple]),
    },
    {
      text: 'scalar graph, values and table, nanoseconds per edge',
      sought: { atMost: 60 },
      unit: ' ns',
      measured: spreadOf(measures.scalarGraph.forwardAndTable),
    },
    {
      text: 'problems per second generated fully shrinkable, answered by all three and judged',
      sought: { atLeast: 2000 },
      unit: '/s',
      measured: spreadOf(measures.verification.verified),
    },
  ];
};

/** Judged by the median; nothing measured is not reached. */
export const isReached = ({ sought, measured }: Goal): boolean => {
  if ('missing' in measured) return false;
  return 'atLeast' in sought ? measured.median >= sought.atLeast : measured.median <= sought.atMost;
};
