/** One size: every contestant proves its gradient, then all are timed in interleaved rounds. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entrant } from './entrants.ts';
import { jobOf, type Size } from './job.ts';
import { writeJob } from './job-file.ts';
import type { Presence } from './peers.ts';
import { proofsOf } from './proof.ts';
import { admit, type Plan, type Proof, type Runner, ratesOf, timeRounds } from './rounds.ts';
import type { Timed } from './timing.ts';

/** Gradients per second of processor time, round by round; or why there are none. */
export type Result = { readonly rates: readonly number[] } | { readonly out: string };

/** By entrant's name, with the share of a core that the processes had while they ran. */
export interface Race {
  readonly results: ReadonlyMap<string, Result>;
  readonly share: number;
}

const work = ({ widths, examples }: Size): number =>
  examples * widths.slice(1).reduce((sum, units, l) => sum + units * Number(widths[l]), 0);

const admitPresent = async (
  { name }: Entrant,
  presence: Presence,
  folder: string,
  proof: Proof,
): Promise<Runner | { readonly out: string }> => {
  if ('absent' in presence) return { out: 'absent' };
  return await admit({ name, program: presence.program, args: [presence.worker] }, folder, proof);
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
          : await admitPresent(entrant, presence, folder, proofOf(entrant));
      if ('out' in admitted) results.set(entrant.name, admitted);
      else runners.push(admitted);
    }
    const times = await timeRounds(runners, plan);
    for (const [index, { name }] of runners.entries())
      results.set(name, { rates: ratesOf(times[index] ?? []) });
    return { results, share: shareOf(times.flat()) };
  } finally {
    await Promise.all(runners.map(({ child }) => child.end()));
    rmSync(folder, { recursive: true, force: true });
  }
};
