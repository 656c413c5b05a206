/** One life of the process in which a user's module runs. */

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How a wait for the module's process ended. */
export type Outcome =
  | { readonly kind: 'message'; readonly message: Readonly<Record<string, unknown>> }
  | { readonly kind: 'died'; readonly how: string }
  | { readonly kind: 'late' };

export interface ModuleProcess {
  /** Sends a message (if any) and waits for the next one, at most so many milliseconds. */
  readonly exchange: (message: object | null, milliseconds: number) => Promise<Outcome>;
  readonly kill: () => void;
}

const memoryLimitMiB = 2048;
const keptStderr = 4096;

// The launched sources and the compiled package name their files differently.
const hostFile = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './module-host.ts' : './module-host.js', import.meta.url),
);

const describeExit = (code: number | null, signal: NodeJS.Signals | null, stderr: string): string => {
  const how = signal === null ? `exited with status ${code}` : `was killed by ${signal}`;
  const lastLine = stderr.trim().split('\n').at(-1) ?? '';
  return lastLine === '' ? how : `${how}; last line of its stderr: ${JSON.stringify(lastLine)}`;
};

const collectStderr = (child: ChildProcess): (() => string) => {
  let tail = '';
  child.stdout?.resume();
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    tail = (tail + chunk).slice(-keptStderr);
  });
  return () => tail;
};

const killGroup = ({ pid }: ChildProcess): void => {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch (error) {
    // Already gone, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

/** Starts the module's process; its output is drained, and only the end of its stderr is kept. */
export const startModuleProcess = (modulePath: string): ModuleProcess => {
  const child = fork(hostFile, [modulePath], {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [`--max-old-space-size=${memoryLimitMiB}`],
    // A group of its own: ctrl-C interrupts the run, not the answer, and what the module starts ends with it.
    detached: true,
  });
  const stderr = collectStderr(child);
  let deliver: (outcome: Outcome) => void = () => {};
  let death: Outcome | null = null;
  child.on('message', (message) =>
    deliver({ kind: 'message', message: message as Readonly<Record<string, unknown>> }),
  );
  child.on('error', (error) => {
    death = { kind: 'died', how: error.message };
    deliver(death);
  });
  child.on('close', (code, signal) => {
    death ??= { kind: 'died', how: describeExit(code, signal, stderr()) };
    deliver(death);
  });
  return {
    exchange: (message, milliseconds) =>
      new Promise((resolve) => {
        if (death !== null) {
          resolve(death);
          return;
        }
        const timer = setTimeout(() => resolve({ kind: 'late' }), milliseconds);
        deliver = (outcome) => {
          clearTimeout(timer);
          resolve(outcome);
        };
        if (message !== null) child.send(message, () => {});
      }),
    kill: () => {
      deliver = () => {};
      killGroup(child);
    },
  };
};
