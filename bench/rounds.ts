/** Contestants in processes of their own, timed in interleaved rounds. */

import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import { readDoubles } from './job-file.ts';
import type { Timed } from './timing.ts';

export interface Plan {
  readonly rounds: number;
  /** Of processor time, per contestant and round. */
  readonly seconds: number;
}

/** How to start a contestant: a program with its first arguments; name and folder follow. */
export interface Start {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
}

/** A contestant that has proved its gradient. */
export interface Runner {
  readonly name: string;
  readonly child: Child;
}

/** Undefined when the gradient is right, otherwise what is wrong with it. */
export type Proof = (got: Float64Array) => string | undefined;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Starts the process and holds its gradient against ours. */
export const admit = async (
  { name, program, args }: Start,
  folder: string,
  proof: Proof,
): Promise<Runner | { readonly out: string }> => {
  const child = startChild(program, [...args, name, folder]);
  try {
    await child.ask('prove');
    const wrong = proof(readDoubles(join(folder, `${name}.f64`)));
    if (wrong === undefined) return { name, child };
    await child.end();
    return { out: `excluded: ${wrong}` };
  } catch (error) {
    await child.end();
    return { out: `failed: ${reasonOf(error)}` };
  }
};

/** Every runner's times, round by round, in the order of the runners; round 0 warms up and is not kept. */
export const timeRounds = async (
  runners: readonly Runner[],
  { rounds, seconds }: Plan,
): Promise<readonly (readonly Timed[])[]> => {
  const kept: Timed[][] = runners.map(() => []);
  for (let round = 0; round <= rounds; round += 1)
    for (const [index, { child }] of runners.entries()) {
      const timed = (await child.ask(`time ${seconds}`)) as Timed;
      if (round > 0) kept[index]?.push(timed);
    }
  return kept;
};

/** Runs per second of processor time. */
export const ratesOf = (times: readonly Timed[]): readonly number[] =>
  times.map(({ runs, seconds }) => runs / seconds);
