/**
 * One contestant in a process of its own: `worker.ts NAME FOLDER`. A command a line on standard input,
 * a JSON object a line on standard output: `prove` writes the gradient to `FOLDER/NAME.f64`,
 * `time SECONDS` counts gradients. worker.py speaks the same.
 */

import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Contestant, Enter } from './contestant.ts';
import { readJob, writeDoubles } from './job-file.ts';
import { timed } from './timing.ts';

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

const answer = ({ run, gradient }: Contestant, command: string): object => {
  const [verb, seconds] = command.split(' ');
  if (verb === 'time') return timed(run, Number(seconds));
  writeDoubles(join(folder, `${name}.f64`), gradient());
  return {};
};

const entrance = entrances[name];
if (entrance === undefined) throw new Error(`contestant: expected a known name, got ${name}`);
const { enter } = await entrance();
const contestant = await enter(readJob(folder));
for await (const command of createInterface({ input: process.stdin }))
  console.log(JSON.stringify(answer(contestant, command)));
