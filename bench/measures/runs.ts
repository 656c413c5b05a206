/**
 * Default runs of the command by the clock: of a module in this language, and of PyTorch with the Python given
 * as the first argument. Each with the seconds until its log had a first verdict.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

const secondsSince = (began: number): number => (performance.now() - began) / 1000;

/** A run writes one log, under a name of its own. */
const hasVerdict = (folder: string): boolean =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.ndjson'))
    .some((file) => readFileSync(join(folder, file), 'utf8').includes('\n{"kind":"verdict"'));

/** Verifies; what it prints is the user's, only the exit code counts. */
const run = async (...words: readonly string[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'backproof-bench-run-'));
  const began = performance.now();
  const args = [join(root, 'bin', 'backproof.js'), 'verify', '--out', folder, ...words];
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'ignore' });
  const ended = once(child, 'exit');
  let first: number | undefined;
  const watch = setInterval(() => {
    if (first === undefined && hasVerdict(folder)) first = secondsSince(began);
  }, 10);
  const [code] = await ended;
  const whole = secondsSince(began);
  clearInterval(watch);
  rmSync(folder, { recursive: true });
  return { code, whole, firstVerdict: first ?? whole };
};

const python = process.argv[2];
const torch = join(root, 'adapters', 'peers', 'pytorch.py');

console.log(
  JSON.stringify({
    module: await run(join(import.meta.dirname, 'subject.mjs')),
    python: python === undefined ? null : await run('--', python, torch),
  }),
);
