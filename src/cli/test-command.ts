/** The command line as tests run it: a process of its own, in a folder of its own. */

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** What a run left behind; `exit` is null where a signal ended it. */
export interface Ended {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An empty folder under the system's temporary one. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'backproof-'));

/** Runs `backproof WORDS` to its end, with `input` on its stdin. */
export const backproof = (words: readonly string[], folder: string, input = ''): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [main, ...words], { cwd: folder });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('close', (exit) => resolve({ exit, stdout, stderr }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });

/** The same, from the root of the checkout and waited for. */
export const backproofHere = (words: readonly string[], input = ''): Ended => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], {
    cwd: checkout,
    encoding: 'utf8',
    input,
    timeout: 280_000,
  });
  return { exit: status, stdout, stderr };
};

/** The text as if its indented lines went on from the ones before: sentences are looked for, not where they break. */
export const unwrapped = (text: string): string => text.replace(/\n +/g, ' ');
