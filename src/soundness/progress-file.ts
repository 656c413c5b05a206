/** What a long run has so far, on disk: a run that was stopped goes on from there. */

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ChunkResult } from './chunk.ts';
import { addTally, type Tally } from './trials/tally.ts';
import { smallestFirst, type Violation } from './trials/violation.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** All chunks from 0 up to `chunks`, added up. */
export interface SoFar {
  /** Of the sources that were measured. */
  readonly fingerprint: string;
  readonly seed: number;
  chunks: number;
  runs: number;
  /** Runs without the last chunk: what was enough then is not too much now. */
  runsBefore: number;
  readonly emulated: Tally;
  readonly own: Tally;
  violations: readonly Violation[];
}

const measured = ['src/bounds', 'src/gradients', 'src/soundness/emulation', 'src/soundness/trials'];

/** Changes whenever the bounds, the subjects or the way of judging them do. */
const fingerprint = (): string => {
  const hash = createHash('sha256');
  for (const folder of measured)
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).toSorted())
      if (name.endsWith('.ts') && !name.endsWith('.test.ts'))
        hash.update(name).update(readFileSync(join(root, folder, name)));
  return hash.digest('hex');
};

const pathOf = (seed: number): string => join(root, 'reports/runs', `soundness-seed-${seed}.json`);

/** What is on disk for these sources and this seed, if it can lead to `runs`; else a new beginning. */
export const resume = (seed: number, runs: number): SoFar => {
  const current = fingerprint();
  try {
    const found: SoFar = JSON.parse(readFileSync(pathOf(seed), 'utf8'));
    if (found.fingerprint === current && found.runsBefore < runs) return found;
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof Error && 'code' in error)) throw error;
  }
  const [emulated, own]: [Tally, Tally] = [{}, {}];
  return { fingerprint: current, seed, chunks: 0, runs: 0, runsBefore: 0, emulated, own, violations: [] };
};

/** Adds the next chunk. */
export const addChunk = (soFar: SoFar, { emulated, own, violations }: ChunkResult): void => {
  addTally(soFar.emulated, emulated);
  addTally(soFar.own, own);
  soFar.violations = smallestFirst([...soFar.violations, ...violations]).slice(0, 20);
  soFar.chunks += 1;
  soFar.runsBefore = soFar.runs;
  soFar.runs += Object.values(emulated).reduce((sum, { runs }) => sum + runs, 0);
};

/** Writes it whole or not at all. */
export const save = (soFar: SoFar): void => {
  const path = pathOf(soFar.seed);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(soFar));
  renameSync(`${path}.new`, path);
};
