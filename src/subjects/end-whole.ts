/** A subject's processes ended at once: its group, and those that left it. */

import { readdirSync, readFileSync } from 'node:fs';

const kill = (target: number): void => {
  try {
    process.kill(target, 'SIGKILL');
  } catch (error) {
    // Already gone, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

const environmentOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    // Gone, or somebody else's.
    return '';
  }
};

/** Processes that left the group for one of their own; only Linux shows them. */
const strays = (mark: string): readonly number[] =>
  process.platform === 'linux'
    ? readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name) && environmentOf(name).includes(mark))
        .map(Number)
    : [];

/** A process may start another between being seen and being ended. */
const mostSweeps = 5;

/** Ends what has the mark in its environment, and before that the group of its leader where that is known. */
export const endWhole = (mark: string, leader?: number): void => {
  if (leader !== undefined) kill(process.platform === 'win32' ? leader : -leader);
  for (let sweep = 0; sweep < mostSweeps; sweep += 1) {
    const found = strays(mark);
    if (found.length === 0) return;
    for (const stray of found) kill(stray);
  }
};
