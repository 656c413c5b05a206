/** The measurements that are not a race, each in a process of its own. */

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { measured } from './child.ts';

export interface Measures {
  /** Multiples of parameters plus activations: everything that is live, and what is not the caller's. */
  readonly memory: { readonly multiple: number; readonly own: number };
  /** Nanoseconds per edge, round by round. */
  readonly scalarGraph: {
    readonly nodes: number;
    readonly edges: number;
    readonly forwardAndTable: readonly number[];
    readonly recordToo: readonly number[];
  };
  /** Problems per second, round by round, and how they ended. */
  readonly verification: {
    readonly verified: readonly number[];
    readonly generated: readonly number[];
    readonly outcomes: { readonly agree: number; readonly someSilent: number; readonly dissent: number };
  };
}

const run = (name: string, ...flags: readonly string[]) =>
  JSON.parse(
    execFileSync(process.execPath, [...flags, join(import.meta.dirname, 'measures', `${name}.ts`)], {
      encoding: 'utf8',
      ...measured(),
    }),
  );

export const measureAll = (): Measures => ({
  memory: run('memory', '--expose-gc'),
  scalarGraph: run('scalar-graph'),
  verification: run('verification'),
});
