/** A run on graphs, shared out over processes. */

import { runChunks } from '../processes.ts';
import type { GraphChunkResult } from './chunk.ts';
import { addGraphTallies, type GraphTallies } from './tally.ts';

/** How much is run, from which seed on. */
export interface GraphMeasurement {
  /** The fewest graphs that are enough. */
  readonly problems: number;
  readonly seed: number;
  readonly processes: number;
}

const chunksPerWord = 20;

/**
 * Runs seed after seed until there are enough graphs; `says` is told now and then how far it is. The result does not
 * depend on the number of processes.
 */
export const measureGraphs = async (
  { problems, seed, processes }: GraphMeasurement,
  says: (soFar: GraphChunkResult) => void,
): Promise<GraphChunkResult> => {
  const worker = new URL('./worker.ts', import.meta.url);
  const tallies: GraphTallies = {};
  let soFar: GraphChunkResult = { problems: 0, tallies, violations: [] };
  await runChunks<GraphChunkResult>({ worker, seed, first: 0, processes }, (result, chunk) => {
    addGraphTallies(tallies, result.tallies);
    soFar = {
      problems: soFar.problems + result.problems,
      tallies,
      violations: [...soFar.violations, ...result.violations],
    };
    if ((chunk + 1) % chunksPerWord === 0) says(soFar);
    return soFar.problems < problems;
  });
  return soFar;
};
