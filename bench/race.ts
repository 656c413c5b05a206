/** One size: every contestant proves its gradient, then all are timed in interleaved rounds. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import type { Entrant } from './entrants.ts';
import { jobOf, type Size } from './job.ts';
import { readDoubles, writeJob } from './job-file.ts';
import type { Presence } from './peers.ts';
import { type Proof, proofsOf } from './proof.ts';
import type { Timed } from './timing.ts';

export interface Plan {
  readonly rounds: number;
  /** Of processor time, per contestant and round. */
  readonly seconds: number;
}

/** Gradients per second of processor time, round by round; or why there are none. */
export type Result = { readonly rates: readonly number[] } | { readonly out: string };

interface Runner {
  readonly entrant: Entrant;
  readonly child: Child;
}

/** By entrant's name, with the share of a core that the processes had while they ran. */
export interface Race {
  readonly results: ReadonlyMap<string, Result>;
  readonly share: number;
}

const work = ({ widths, examples }: Size): number =>
  examples * widths.slice(1).reduce((sum, units, l) => sum + units * Number(widths[l]), 0);

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Starts the process and holds its gradient against ours. */
const admit = async (
  entrant: Entrant,
  presence: Presence,
  folder: string,
  proof: Proof,
): Promise<Runner | { readonly out: string }> => {
  if ('absent' in presence) return { out: 'absent' };
  const child = startChild(presence.program, [presence.worker, entrant.name, folder]);
  try {
    await child.ask('prove');
    const wrong = proof(readDoubles(join(folder, `${entrant.name}.f64`)));
    if (wrong === undefined) return { entrant, child };
    await child.end();
    return { out: `excluded: ${wrong}` };
  } catch (error) {
    await child.end();
    return { out: `failed: ${reasonOf(error)}` };
  }
};

/** Round 0 warms up and is not kept. */
const roundsOf = async (runners: readonly Runner[], { rounds, seconds }: Plan) => {
  const kept = new Map(runners.map(({ entrant }) => [entrant.name, [] as Timed[]]));
  for (let round = 0; round <= rounds; round += 1)
    for (const { entrant, child } of runners) {
      const timed = (await child.ask(`time ${seconds}`)) as Timed;
      if (round > 0) kept.get(entrant.name)?.push(timed);
    }
  return kept;
};

const shareOf = (times: readonly Timed[]): number => {
  const total = (pick: (timed: Timed) => number) => times.reduce((sum, timed) => sum + pick(timed), 0);
  return total(({ seconds }) => seconds) / total(({ elapsed }) => elapsed);
};

export const race = async (
  size: Size,
  entrants: readonly { readonly entrant: Entrant; readonly presence: Presence }[],
  plan: Plan,
): Promise<Race> => {
  const folder = mkdtempSync(join(tmpdir(), 'backproof-bench-'));
  const results = new Map<string, Result>();
  const runners: Runner[] = [];
  try {
    const job = jobOf(size);
    writeJob(folder, job);
    const proofOf = proofsOf(job);
    for (const { entrant, presence } of entrants) {
      const admitted =
        work(size) > entrant.atMost
          ? { out: 'not asked: too large for it' }
          : await admit(entrant, presence, folder, proofOf(entrant));
      if ('out' in admitted) results.set(entrant.name, admitted);
      else runners.push(admitted);
    }
    const rounds = await roundsOf(runners, plan);
    for (const [name, times] of rounds)
      results.set(name, { rates: times.map(({ runs, seconds }) => runs / seconds) });
    return { results, share: shareOf([...rounds.values()].flat()) };
  } finally {
    await Promise.all(runners.map(({ child }) => child.end()));
    rmSync(folder, { recursive: true, force: true });
  }
};
