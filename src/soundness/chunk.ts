/** The unit of work that processes share out: some problems in a row. */

import { problemCase } from './trials/problem-case.ts';
import type { Tally } from './trials/tally.ts';
import { runCase, runOwn } from './trials/trial.ts';
import { smallestFirst, type Violation } from './trials/violation.ts';

/** Problems in one chunk. */
const chunkSize = 500;

/** What the emulated subjects did on one chunk, our own implementations beside them. */
export interface ChunkResult {
  readonly emulated: Tally;
  readonly own: Tally;
  /** A few of the smallest. */
  readonly violations: readonly Violation[];
}

/** Kept of each chunk, for a reproduction that is as small as possible. */
const keptViolations = 5;

/** Runs the problems from `chunk * chunkSize` on. */
export const runChunk = (seed: number, chunk: number): ChunkResult => {
  const [emulated, own]: [Tally, Tally] = [{}, {}];
  const violations: Violation[] = [];
  for (let index = chunk * chunkSize; index < (chunk + 1) * chunkSize; index += 1) {
    const problem = problemCase(seed, index);
    violations.push(...runCase(emulated, problem), ...runOwn(own, problem));
  }
  return { emulated, own, violations: smallestFirst(violations).slice(0, keptViolations) };
};
