/** Spreads requests over a few processes, each of which prepares itself once. */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { ExamineOptions } from './examine.ts';
import type { Request, Response } from './worker.ts';

const worker = new URL('./worker.ts', import.meta.url);

/** Sends one request and waits for its answer; throws what the process failed with. */
const ask = async (child: ChildProcess, request: Request): Promise<Response> => {
  const stop = new AbortController();
  const { signal } = stop;
  const answered = once(child, 'message', { signal }).then(([response]): Response => response);
  const ended = once(child, 'exit', { signal }).then(([code]): Response => {
    return { kind: 'failed', message: `a process that examines mutants ended with ${code}` };
  });
  child.send(request);
  const response = await Promise.race([answered, ended]);
  stop.abort();
  await Promise.allSettled([answered, ended]);
  if (response.kind === 'failed') throw new Error(response.message);
  return response;
};

export interface Asked {
  /** Files that each voter loads, by its name. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  /** In the order of the requests. */
  readonly responses: readonly Response[];
}

/** Puts all requests to `count` processes, the next one to whichever is free. */
export const askProcesses = async (
  requests: readonly Request[],
  options: ExamineOptions,
  count: number,
  onResponse: (done: number) => void = () => {},
): Promise<Asked> => {
  const children = Array.from({ length: count }, () => fork(worker, { execArgv: [] }));
  const responses: Response[] = [];
  let next = 0;
  let done = 0;
  const work = async (child: ChildProcess): Promise<Response> => {
    const ready = await ask(child, { kind: 'prepare', options });
    for (let index = next++; index < requests.length; index = next++) {
      const request = requests[index];
      if (request === undefined) break;
      responses[index] = await ask(child, request);
      done += 1;
      onResponse(done);
    }
    return ready;
  };
  try {
    const [ready] = await Promise.all(children.map(work));
    return { files: ready?.kind === 'ready' ? ready.files : {}, responses };
  } finally {
    for (const child of children) child.disconnect();
  }
};
