/**
 * The process in which a user's module runs: loads it, then answers one question at a time.
 *
 * Started by `module.ts` with the module's path as its only argument; speaks structured clones over the
 * process channel, so that NaN, infinities and typed arrays arrive as they are.
 */

import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

interface Question {
  readonly id: number;
  readonly problem: unknown;
}

type Loaded = Readonly<Record<string, unknown>> & { readonly gradient: (problem: unknown) => unknown };

const messageOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

const send = (message: object): void => {
  process.send?.(message);
};

const subjectOf = (module: Readonly<Record<string, unknown>>): Loaded => {
  const candidate = module['default'] ?? module;
  if (typeof candidate === 'function') return { gradient: candidate as Loaded['gradient'] };
  const { gradient } = candidate as { readonly gradient?: unknown };
  if (typeof gradient !== 'function') {
    throw new TypeError('default export: expected an object with a function gradient(problem), got none');
  }
  return candidate as Loaded;
};

const declarationOf = ({ gradient: _, ...declared }: Loaded): object => JSON.parse(JSON.stringify(declared));

const deliver = (id: number, value: unknown, changedProblem: boolean): void => {
  try {
    send({ id, value, changedProblem });
  } catch (error) {
    send({ id, unsendable: messageOf(error) });
  }
};

const answer = async (subject: Loaded, { id, problem }: Question): Promise<void> => {
  const before = JSON.stringify(problem);
  try {
    const value = await subject.gradient(problem);
    deliver(id, value, JSON.stringify(problem) !== before);
  } catch (error) {
    send({ id, thrown: messageOf(error) });
  }
};

/** A module in an endless loop never sees that its parent is gone; a thread of its own does. */
const leaveWithParent = (): void => {
  const parent = process.ppid;
  const watch = `setInterval(() => { if (process.ppid !== ${parent}) process.kill(process.pid, 'SIGKILL'); }, 500)`;
  new Worker(watch, { eval: true }).unref();
};

const load = async (path: string): Promise<void> => {
  try {
    const subject = subjectOf(await import(pathToFileURL(path).href));
    process.on('message', (question) => void answer(subject, question as Question));
    send({ declared: declarationOf(subject) });
  } catch (error) {
    send({ refused: messageOf(error) });
  }
};

leaveWithParent();
await load(process.argv[2] ?? '');
