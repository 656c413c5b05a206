/** A process of a subject: watched from its start, ended with everything it started. */

import type { ChildProcess } from 'node:child_process';
import { bytes, type Fault, fault } from './fault.ts';
import type { SubjectLimits } from './limits.ts';
import { watchMemory } from './memory.ts';
import { groupOf } from './process-group.ts';
import { whenQuiet } from './quiet.ts';
import { lastLine, stderrTail } from './stderr-tail.ts';

export interface StartedProcess {
  readonly stderr: () => string;
  /** Ends the whole group at once; may be called again. */
  readonly end: () => void;
  /** Resolves when the process has ended by itself or by us, and what it wrote is read; null for status 0. */
  readonly ended: Promise<Fault | null>;
}

export interface ProcessEvents {
  /** It could not be started at all. */
  readonly notStarted: (error: NodeJS.ErrnoException) => void;
  /** It ended, after everything that it wrote was read. */
  readonly died: (fault: Fault) => void;
  /** It used more memory than the limit. */
  readonly exceeded: (fault: Fault) => void;
  /** Changes whenever something is read from it. */
  readonly progress: () => number;
}

/** A dead process leaves at most a pipe full behind: this reads far more than that. */
const mostTurns = 100;

const howItEnded = (code: number | null, signal: NodeJS.Signals | null): string =>
  signal === null ? `exited with status ${code}` : `was killed by ${signal}`;

const outOfHeap = 'JavaScript heap out of memory';

const deathOf = (code: number | null, signal: NodeJS.Signals | null, stderr: string): Fault =>
  stderr.includes(outOfHeap)
    ? fault('error', 'MEMORY', `ran out of memory: ${outOfHeap}`)
    : fault('error', 'DIED', `${howItEnded(code, signal)}${lastLine(stderr)}`);

const letGo = ({ stdio }: ChildProcess): void => {
  for (const stream of stdio) stream?.destroy();
};

/** Watches a child that leads a group of its own (`detached`) in a marked environment, its stderr a pipe. */
export const watchProcess = (
  child: ChildProcess,
  mark: string,
  { memoryBytes }: Pick<SubjectLimits, 'memoryBytes'>,
  events: ProcessEvents,
): StartedProcess => {
  const group = groupOf(child, mark);
  const stderr = child.stderr === null ? () => '' : stderrTail(child.stderr);
  child.stdout?.on('error', () => {});
  const stopWatching = watchMemory(child.pid, memoryBytes, (used) =>
    events.exceeded(fault('error', 'MEMORY', `used ${bytes(used)}, limit ${bytes(memoryBytes)}`)),
  );
  const ended = new Promise<Fault | null>((resolve) => {
    child.on('error', (error) => {
      if (child.pid !== undefined) return;
      events.notStarted(error);
      resolve(null);
    });
    // Not `close`: a process that it started may hold the pipes open for ever.
    child.on('exit', async (code, signal) => {
      stopWatching();
      group.end();
      await whenQuiet(events.progress, mostTurns);
      const death = deathOf(code, signal, stderr());
      resolve(code === 0 ? null : death);
      events.died(death);
      letGo(child);
    });
  });
  return {
    stderr,
    ended,
    end: () => {
      stopWatching();
      group.end();
      letGo(child);
    },
  };
};
