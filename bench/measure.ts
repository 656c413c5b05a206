/** The measurements that are not a race, each in a process of its own. */

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { measured } from './child.ts';

/** Round by round. */
type Rounds = readonly number[];

/** Of one program: problems per second, and processor time of ours for one. */
export interface Transported {
  readonly perSecond: Rounds;
  readonly ownMicroseconds: Rounds;
}

/** Seconds for one question to one program: its own, what is around them, and judging the answer. */
export interface LargeAnswer {
  readonly own: number;
  readonly around: number;
  readonly comparing: number;
}

/** A net of about 1e5 parameters with one batch, asked of both programs. */
export interface LargeNetwork {
  readonly net: string;
  readonly parameters: number;
  readonly examples: number;
  readonly node: LargeAnswer;
  readonly python: LargeAnswer | null;
}

/** Seconds of one default run, and of it until the first verdict. */
export interface DefaultRun {
  readonly code: number | null;
  readonly whole: number;
  readonly firstVerdict: number;
}

export interface Measures {
  /** Multiples of parameters plus activations: everything that is live, and what is not the caller's. */
  readonly memory: { readonly multiple: number; readonly own: number };
  /** Bytes of a node of the tape. */
  readonly tapeBytes: number;
  /** Nanoseconds per edge. */
  readonly scalarGraph: {
    readonly nodes: number;
    readonly edges: number;
    readonly forwardAndTable: Rounds;
    readonly recordToo: Rounds;
  };
  /** Problems per second through all three, and how they ended. */
  readonly verification: {
    readonly verified: Rounds;
    readonly outcomes: { readonly agree: number; readonly someSilent: number; readonly dissent: number };
  };
  /** Problems per second by what is done with each: see measures/generation.ts. */
  readonly generation: ReadonlyMap<string, Rounds>;
  /** Trace and bounds as multiples of a gradient of the delta recursion, and of the typed one. */
  readonly bounds: readonly { readonly size: string; readonly ofOwn: Rounds; readonly ofTyped: Rounds }[];
  readonly digits: {
    readonly digits: number;
    readonly sizes: readonly { readonly size: string; readonly faster: Rounds; readonly ofFloat64: Rounds }[];
    readonly operations: readonly { readonly name: string; readonly faster: Rounds }[];
  };
  /** Null where the program is absent. */
  readonly transport: { readonly node: Transported; readonly python: Transported | null };
  readonly largeNetwork: {
    readonly answers: readonly LargeNetwork[];
    /** Of the first net with its smallest batch, in seconds. */
    readonly oracleAndBound: number;
  };
  readonly runs: { readonly module: DefaultRun; readonly python: DefaultRun | null };
}

interface Asked {
  readonly flags?: readonly string[];
  readonly words?: readonly string[];
}

const run = (name: string, { flags = [], words = [] }: Asked = {}) => {
  const file = join(import.meta.dirname, 'measures', `${name}.ts`);
  console.log(`  ${[name, ...words].join(' ')}`);
  return JSON.parse(
    execFileSync(process.execPath, [...flags, file, ...words], { encoding: 'utf8', ...measured() }),
  );
};

/** What is measured of generation, in the order of the report. */
export const generated = [
  'nothing',
  'shapes',
  'problems',
  'delta-recursion',
  'delta-recursion-typed',
  'grad-table',
  'per-weight',
] as const;

/** `python`: one that can import torch and numpy, where there is one. */
export const measureAll = (python: string | undefined): Measures => {
  const words = python === undefined ? [] : [python];
  return {
    memory: run('memory', { flags: ['--expose-gc'] }),
    tapeBytes: run('tape-bytes'),
    scalarGraph: run('scalar-graph'),
    verification: run('verification'),
    generation: new Map(generated.map((name) => [name, run('generation', { words: [name] })])),
    bounds: run('bounds'),
    digits: run('digits'),
    transport: run('transport'),
    largeNetwork: run('large-network', { words }),
    runs: run('runs', { words }),
  };
};
