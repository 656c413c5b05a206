/**
 * The process in which a user's module runs: loads it, then answers question after question.
 *
 * Started by `module.ts` with the module's path as its only argument; speaks structured clones over the
 * process channel, so that NaN, infinities and typed arrays arrive as they are.
 */

import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { limits } from '../model/limits.ts';
import { isTooLarge } from './too-large.ts';

interface Question {
  readonly id: number;
  readonly problem: unknown;
}

type Loaded = Readonly<Record<string, unknown>> & { readonly gradient: (problem: unknown) => unknown };

const messageOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** Resolves once the message is out of this process, so that the next question cannot take it along. */
const send = (message: object): Promise<void> =>
  new Promise((resolve) => {
    if (process.send === undefined) resolve();
    else process.send(message, () => resolve());
  });

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

const deliver = async (id: number, value: unknown, changedProblem: boolean): Promise<void> => {
  try {
    if (isTooLarge(value)) throw new RangeError(`more than ${limits.values} values`);
    await send({ id, value, changedProblem });
  } catch (error) {
    await send({ id, unsendable: messageOf(error) });
  }
};

const answer = async (subject: Loaded, { id, problem }: Question): Promise<void> => {
  const before = JSON.stringify(problem);
  try {
    const value = await subject.gradient(problem);
    await deliver(id, value, JSON.stringify(problem) !== before);
  } catch (error) {
    await send({ id, thrown: messageOf(error) });
  }
};

/** Answers in the order of the questions, one after the other. */
const answerInTurn = (subject: Loaded): ((questions: readonly Question[]) => void) => {
  let before: Promise<void> = Promise.resolve();
  return (questions) => {
    for (const question of questions) before = before.then(() => answer(subject, question));
  };
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
    const ask = answerInTurn(subject);
    process.on('message', (questions) => ask(questions as readonly Question[]));
    await send({ declared: declarationOf(subject) });
  } catch (error) {
    await send({ refused: messageOf(error) });
  }
};

leaveWithParent();
await load(process.argv[2] ?? '');
