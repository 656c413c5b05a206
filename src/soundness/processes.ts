/** Spreads chunks over a few processes, and gives their results in order. */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** Which chunks are run, and where. */
export interface Chunks {
  /** The module of a process that answers `{ seed, chunk }` with a result. */
  readonly worker: URL;
  readonly seed: number;
  /** The first chunk. */
  readonly first: number;
  readonly processes: number;
}

/** Sends one chunk and waits for its result; throws where the process ends instead. */
const ask = async <R>(child: ChildProcess, seed: number, chunk: number): Promise<R> => {
  const stop = new AbortController();
  const { signal } = stop;
  const answered = once(child, 'message', { signal }).then(([result]): R => result);
  const ended = once(child, 'exit', { signal }).then(([code]): R => {
    throw new Error(`chunk ${chunk}: expected a result, got a process that ended with ${code}`);
  });
  child.send({ seed, chunk });
  try {
    return await Promise.race([answered, ended]);
  } finally {
    stop.abort();
    await Promise.allSettled([answered, ended]);
  }
};

/**
 * Runs chunks from `first` on, until `wants` says that what it took was enough.
 *
 * Results are handed over in the order of the chunks, whichever process was faster, so the outcome does
 * not depend on the number of processes.
 */
export const runChunks = async <R>(
  { worker, seed, first, processes }: Chunks,
  wants: (result: R, chunk: number) => boolean,
): Promise<void> => {
  const children = Array.from({ length: processes }, () => fork(worker, { execArgv: [] }));
  const waiting = new Map<number, R>();
  let [next, taken, more] = [first, first, true];
  const work = async (child: ChildProcess): Promise<void> => {
    while (more) {
      const chunk = next++;
      waiting.set(chunk, await ask(child, seed, chunk));
      for (let result = waiting.get(taken); more && result !== undefined; result = waiting.get(taken)) {
        waiting.delete(taken);
        more = wants(result, taken);
        taken += 1;
      }
    }
  };
  try {
    await Promise.all(children.map(work));
  } finally {
    for (const child of children) if (child.connected) child.disconnect();
  }
};
