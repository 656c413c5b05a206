/** The unit of work that processes share out: a few graphs of every family, drawn with one seed. */

import { seeded } from '../trials/random.ts';
import { graphCases, graphFamilies } from './problem-case.ts';
import type { GraphTallies } from './tally.ts';
import { type GraphViolation, runGraph } from './trial.ts';

const perFamily = 5;
const styles = 3;

/** What the emulated subjects did on one chunk. */
export interface GraphChunkResult {
  /** Graphs that were drawn. */
  readonly problems: number;
  readonly tallies: GraphTallies;
  readonly violations: readonly GraphViolation[];
}

/** Runs the graphs of a seed. */
export const runGraphChunk = (seed: number): GraphChunkResult => {
  const tallies: GraphTallies = {};
  const cases = Object.keys(graphFamilies).flatMap((family) => graphCases(family, seed, perFamily));
  const violations = cases.flatMap((graph, index) => runGraph(tallies, graph, styles, seeded(seed, index)));
  return { problems: cases.length, tallies, violations };
};
