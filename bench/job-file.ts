/** A job as two files, so that programs in any language can read it: its size, and its numbers. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Job, Size } from './job.ts';

/** Doubles, little-endian, as every supported machine has them in memory. */
export const writeDoubles = (file: string, numbers: Float64Array): void =>
  writeFileSync(file, new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));

export const readDoubles = (file: string): Float64Array => {
  const bytes = readFileSync(file);
  const numbers = new Float64Array(bytes.length / 8);
  new Uint8Array(numbers.buffer).set(bytes);
  return numbers;
};

/** `size.json`, and `numbers.f64`: parameters, inputs and targets one after another. */
export const writeJob = (folder: string, job: Job): void => {
  const { name, widths, examples, parameters, inputs, targets } = job;
  writeFileSync(join(folder, 'size.json'), JSON.stringify({ name, widths, examples }));
  writeDoubles(join(folder, 'numbers.f64'), Float64Array.from([...parameters, ...inputs, ...targets]));
};

export const readJob = (folder: string): Job => {
  const size: Size = JSON.parse(readFileSync(join(folder, 'size.json'), 'utf8'));
  const numbers = readDoubles(join(folder, 'numbers.f64'));
  const inputs = size.examples * Number(size.widths.at(0));
  const targets = size.examples * Number(size.widths.at(-1));
  const end = numbers.length - targets;
  return {
    ...size,
    parameters: numbers.slice(0, end - inputs),
    inputs: numbers.slice(end - inputs, end),
    targets: numbers.slice(end),
  };
};
