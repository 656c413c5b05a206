/** A contestant of the networks in a process of its own: `worker.ts NAME FOLDER`. */

import type { Enter } from './contestant.ts';
import { readJob } from './job-file.ts';
import { serve } from './serve.ts';

const entrances: Readonly<Record<string, () => Promise<{ readonly enter: Enter }>>> = {
  'delta-recursion-typed': () => import('./contestants/delta-recursion-typed.ts'),
  'delta-recursion': () => import('./contestants/delta-recursion.ts'),
  'grad-table': () => import('./contestants/grad-table.ts'),
  'per-weight': () => import('./contestants/per-weight.ts'),
  'naive-loop': () => import('./contestants/naive-loop.js'),
  'ml-matrix': () => import('./contestants/ml-matrix.ts'),
  synaptic: () => import('./contestants/synaptic.ts'),
  'tfjs-cpu': () => import('./contestants/tfjs-cpu.ts'),
  'tfjs-wasm': () => import('./contestants/tfjs-wasm.ts'),
};

const [name = '', folder = ''] = process.argv.slice(2);

const entrance = entrances[name];
if (entrance === undefined) throw new Error(`contestant: expected a known name, got ${name}`);
const { enter } = await entrance();
await serve(await enter(readJob(folder)), folder, name);
