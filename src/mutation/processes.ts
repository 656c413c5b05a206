/** Spreads requests over a few processes, each of which prepares itself once. */

import { type ChildProcess, fork, type Serializable } from 'node:child_process';
import { once } from 'node:events';

/** What a process answers when it cannot do what it was asked. */
interface Failed {
  readonly kind: 'failed';
  readonly message: string;
}

const isFailed = (response: { readonly kind: string }): response is Failed => response.kind === 'failed';

/** Sends one request and waits for its answer; throws what the process failed with. */
const ask = async <Response extends { readonly kind: string }>(
  child: ChildProcess,
  request: Serializable,
): Promise<Response> => {
  const stop = new AbortController();
  const { signal } = stop;
  const answered = once(child, 'message', { signal }).then(([response]): Response => response);
  const ended = once(child, 'exit', { signal }).then(([code]): Failed => {
    return { kind: 'failed', message: `a process that examines mutants ended with ${code}` };
  });
  child.send(request);
  const response = await Promise.race([answered, ended]);
  stop.abort();
  await Promise.allSettled([answered, ended]);
  if (isFailed(response)) throw new Error(response.message);
  return response;
};

/** What the processes answered. */
export interface Asked<Response> {
  /** The answer to the request that prepares, of the first process. */
  readonly ready: Response;
  /** In the order of the requests. */
  readonly responses: readonly Response[];
}

/** How a process is started and prepared. */
export interface Worker {
  readonly module: URL;
  readonly prepare: Serializable;
}

/** Puts all requests to `count` processes, the next one to whichever is free. */
export const askProcesses = async <Response extends { readonly kind: string }>(
  { module, prepare }: Worker,
  requests: readonly Serializable[],
  count: number,
  onResponse: (done: number) => void = () => {},
): Promise<Asked<Response>> => {
  const children = Array.from({ length: count }, () => fork(module, { execArgv: [] }));
  const responses: Response[] = [];
  let next = 0;
  let done = 0;
  const work = async (child: ChildProcess): Promise<Response> => {
    const ready = await ask<Response>(child, prepare);
    for (let index = next++; index < requests.length; index = next++) {
      const request = requests[index];
      if (request === undefined) break;
      responses[index] = await ask<Response>(child, request);
      done += 1;
      onResponse(done);
    }
    return ready;
  };
  try {
    const [ready] = await Promise.all(children.map(work));
    if (ready === undefined) throw new RangeError('expected a process at least, got none');
    return { ready, responses };
  } finally {
    for (const child of children) child.disconnect();
  }
};
