/** Gradients of networks against named peers. */

import type { Measures } from '../measure.ts';
import type { Race, Result } from '../race.ts';
import { ratios, spreadOf } from '../statistics.ts';
import type { Goal } from './goal.ts';

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

export const networkGoals = (races: ReadonlyMap<string, Race>, { memory }: Measures): readonly Goal[] => {
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
      measured: spreadOf([memory.multiple]),
    },
  ];
};
