/** Who records and differentiates scalar graphs, of how many nodes, and how each is started. */

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pythonWith } from '../peers.ts';
import type { Start } from '../rounds.ts';

export type ScalarName = 'tape' | 'objects' | 'adolc' | 'adolc-kept' | 'pytorch';

export interface ScalarEntrant {
  readonly name: ScalarName;
  readonly title: string;
  readonly sizes: readonly number[];
}

/** With its version, or why it is absent. */
export type ScalarPresence = (Start & { readonly version: string }) | { readonly absent: string };

export const scalarEntrants: readonly ScalarEntrant[] = [
  { name: 'tape', title: 'ours: tape', sizes: [1000, 10_000, 100_000, 1_000_000] },
  { name: 'objects', title: 'an object per node, written for the bench', sizes: [10_000, 100_000] },
  { name: 'adolc', title: 'ADOL-C, driver gradient', sizes: [100_000] },
  { name: 'adolc-kept', title: 'ADOL-C, values kept, reverse sweep alone', sizes: [100_000] },
  { name: 'pytorch', title: 'PyTorch on scalars', sizes: [10_000] },
];

const beside = (file: string): string => join(import.meta.dirname, file);

const compiler = 'g++';
const flags = ['-O3', '-o'];

/** Compiled into the folder given. */
const adolc = (name: ScalarName, folder: string): ScalarPresence => {
  const program = join(folder, name);
  const { status } = spawnSync(compiler, [...flags, program, beside('adolc.cpp'), '-ladolc']);
  if (status !== 0)
    return {
      absent: `${compiler} did not compile a program with it; on Debian 'apt-get install g++ libadolc-dev' brings it`,
    };
  const asked = spawnSync('pkg-config', ['--modversion', 'adolc'], { encoding: 'utf8' });
  const version = asked.status === 0 ? asked.stdout.trim() : 'of unknown version';
  return { name, program, args: [], version: `${version}, ${compiler} ${flags[0]}` };
};

const pytorch = (): ScalarPresence => {
  const python = pythonWith('torch');
  if ('absent' in python) return python;
  const { program, version } = python;
  return { name: 'pytorch', program, args: [beside('worker.py')], version };
};

/** How to start an entrant; what has to be compiled is put into the folder. */
export const scalarPresence = (name: ScalarName, folder: string): ScalarPresence => {
  if (name === 'adolc' || name === 'adolc-kept') return adolc(name, folder);
  if (name === 'pytorch') return pytorch();
  return { name, program: process.execPath, args: [beside('worker.ts')], version: 'this checkout' };
};
