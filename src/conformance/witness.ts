/** What numerical differentiation says of a problem, in the form the judge takes. */

import { createHash } from 'node:crypto';
import { float64 } from '../arithmetic/float64.ts';
import type { Witnessed } from '../judge/evidence.ts';
import type { MlpProblem } from '../model/problem.ts';
import { centralDifferences } from '../witness/central-difference.ts';
import { directionalDifferences } from '../witness/directions.ts';

const directionsPerProblem = 2;
const hashBytes = 4096;

/** Numbers in [0, 1) that depend on the problem alone, so that a replay goes the same directions. */
const randomOf = (problem: MlpProblem): (() => number) => {
  const bytes = createHash('shake256', { outputLength: hashBytes }).update(JSON.stringify(problem)).digest();
  let index = 0;
  return () => {
    index = (index + 1) % bytes.length;
    return bytes.readUInt8(index) / 256;
  };
};

/** Every entry, and a few directions of +-1, by central differences in float64. */
export const witnessed = (problem: MlpProblem): Witnessed => {
  const { entries, skipped } = centralDifferences(problem, float64);
  const { directions } = directionalDifferences(problem, float64, directionsPerProblem, randomOf(problem));
  return { entries, skipped, directions };
};
