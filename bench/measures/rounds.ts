/** Several pieces of work of one process in interleaved rounds, so that ratios hold within a round. */

import { timed } from '../timing.ts';

/** Seconds of processor time for one run of each piece of work, `[work][round]`; the first round warms up and lasts longer. */
export const secondsEach = (
  works: readonly (() => void)[],
  rounds: number,
  seconds: number,
): readonly (readonly number[])[] => {
  const kept: number[][] = works.map(() => []);
  for (let round = 0; round <= rounds; round += 1)
    for (const [index, work] of works.entries()) {
      const { runs, seconds: used } = timed(work, round === 0 ? 4 * seconds : seconds);
      if (round > 0) kept[index]?.push(used / runs);
    }
  return kept;
};
