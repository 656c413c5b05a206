/** V8's counters: which functions and blocks of which files ran since they were last taken. */

import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';

/** What one file's functions did; a function that is not listed did not run. */
export type Counted = ReadonlyMap<string, readonly Profiler.FunctionCoverage[]>;

/** The counters of this process. */
export interface Counters {
  /** What ran since the last taking, by the URL of the file; counting begins anew. */
  readonly take: () => Promise<Counted>;
}

/**
 * Starts to count. Blocks are counted only in what is loaded afterwards, so this comes before every import of
 * what is to be counted.
 */
export const startCounting = async (): Promise<Counters> => {
  // Optimised code stops counting functions that it has inlined.
  for (const flag of ['--no-opt', '--no-maglev', '--no-sparkplug']) setFlagsFromString(flag);
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return {
    take: async () => {
      const { result } = await session.post('Profiler.takePreciseCoverage');
      return new Map(result.map(({ url, functions }) => [url, functions]));
    },
  };
};
