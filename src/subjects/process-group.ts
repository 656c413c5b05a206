/** Everything a subject starts: ended whole, and none of it left behind when the runner leaves. */

import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { endWhole } from './end-whole.ts';
import { guardGroup, guardMark, release } from './guard.ts';

/** Stands in the environment of a subject, and so of whatever it starts, unless that takes care to lose it. */
const markName = 'BACKPROOF_SUBJECT';

/** Process ids of leaders of groups, with the mark of each. */
const living = new Map<number, string>();

const endAll = (): void => {
  for (const [pid, mark] of living) endWhole(mark, pid);
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
  guardMark(mark);
  return { mark, env: { ...process.env, [markName]: mark } };
};

export interface ProcessGroup {
  /** Ends every process of the subject at once; may be called again. */
  readonly end: () => void;
}

/** The processes of a detached child that was started in a marked environment. */
export const groupOf = ({ pid }: ChildProcess, mark: string): ProcessGroup => {
  if (pid === undefined) {
    release(mark);
    leaveTheRunner();
    return { end: () => {} };
  }
  living.set(pid, mark);
  guardGroup(mark, pid);
  return {
    end: () => {
      // A group's number may be given anew once the group is gone: never twice.
      if (!living.delete(pid)) return;
      endWhole(mark, pid);
      release(mark);
      leaveTheRunner();
    },
  };
};
