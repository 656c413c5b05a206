/** Everything a subject starts: ended whole, and none of it left behind when the runner leaves. */

import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** Stands in the environment of a subject, and so of whatever it starts, unless that takes care to lose it. */
const markName = 'BACKPROOF_SUBJECT';

/** Process ids of leaders of groups, with the mark of each. */
const living = new Map<number, string>();

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

const endWhole = (pid: number, mark: string): void => {
  kill(process.platform === 'win32' ? pid : -pid);
  for (let sweep = 0; sweep < mostSweeps; sweep += 1) {
    const found = strays(mark);
    if (found.length === 0) return;
    for (const stray of found) kill(stray);
  }
};

const endAll = (): void => {
  for (const [pid, mark] of living) endWhole(pid, mark);
  living.clear();
};

/** A signal that would end the runner without its `exit` event: subjects first, then the runner as intended. */
const endAllAndLeave = (signal: NodeJS.Signals): void => {
  endAll();
  process.kill(process.pid, signal);
};

const endings = ['SIGTERM', 'SIGHUP'] as const;

/** Ctrl-C ends the runner at once only where it does not see to it itself, as while subjects start. */
const onInterrupt = (): void => {
  if (process.listenerCount('SIGINT') > 1) return;
  process.off('SIGINT', onInterrupt);
  endAllAndLeave('SIGINT');
};

let isWatched = false;

const watchTheRunner = (): void => {
  if (isWatched) return;
  isWatched = true;
  process.on('exit', endAll);
  process.on('SIGINT', onInterrupt);
  for (const signal of endings) process.once(signal, endAllAndLeave);
};

const leaveTheRunner = (): void => {
  if (living.size > 0) return;
  isWatched = false;
  process.off('exit', endAll);
  process.off('SIGINT', onInterrupt);
  for (const signal of endings) process.off(signal, endAllAndLeave);
};

/**
 * The environment of a subject that is started now: the runner's, and a mark by which its processes are known.
 * The runner is watched from here on: a signal may come while the process is made.
 */
export const markedEnvironment = (): { readonly mark: string; readonly env: NodeJS.ProcessEnv } => {
  watchTheRunner();
  const mark = randomUUID();
  return { mark, env: { ...process.env, [markName]: mark } };
};

export interface ProcessGroup {
  /** Ends every process of the subject at once; may be called again. */
  readonly end: () => void;
}

/** The processes of a detached child that was started in a marked environment. */
export const groupOf = ({ pid }: ChildProcess, mark: string): ProcessGroup => {
  if (pid === undefined) {
    leaveTheRunner();
    return { end: () => {} };
  }
  living.set(pid, mark);
  return {
    end: () => {
      // A group's number may be given anew once the group is gone: never twice.
      if (!living.delete(pid)) return;
      endWhole(pid, mark);
      leaveTheRunner();
    },
  };
};
