/**
 * The process in which a user's module runs: loads it, then answers question after question.
 *
 * Started by `module-process.ts` with the module's path as its only argument; speaks frames of structured
 * clones over a pipe, so that NaN, infinities and typed arrays arrive as they are.
 */

import { Socket } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { limits } from '../model/limits.ts';
import { placeOf } from './error-place.ts';
import { cut } from './fault.ts';
import { frameOf, readFrames } from './frames.ts';
import { declarationOf, type Exported, misspeltOf, subjectOf } from './module-export.ts';
import { isTooLarge } from './too-large.ts';

interface Question {
  readonly id: number;
  readonly problem: unknown;
}

const ownFolder = dirname(fileURLToPath(import.meta.url));

/** What was thrown, in a text that is short enough to be sent; reading it may throw in its turn. */
const messageOf = (error: unknown): string => {
  try {
    return cut(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  } catch {
    return 'something that cannot be shown';
  }
};

/** The place of the pipe among the files that the process was started with. */
const pipe = 3;

/** It keeps the process only once the module is loaded: what that awaits may never come. */
const channel = new Socket({ fd: pipe, readable: true, writable: true }).unref();

/** What was thrown, and where. */
const sayOf = (error: unknown) => ({ said: messageOf(error), place: placeOf(error, ownFolder) });

/** Resolves once the message is out of this process, so that the next question cannot take it along. */
const send = (message: object): Promise<void> => {
  const frame = frameOf(message);
  return new Promise((resolve) => channel.write(frame, () => resolve()));
};

const deliver = async (id: number, value: unknown, changedProblem: boolean): Promise<void> => {
  try {
    if (isTooLarge(value)) throw new RangeError(`more than ${limits.values} values`);
    await send({ id, value, changedProblem });
  } catch (error) {
    await send({ id, unsendable: sayOf(error) });
  }
};

const answer = async (subject: Exported, { id, problem }: Question): Promise<void> => {
  try {
    const before = JSON.stringify(problem);
    const value = await subject.gradient(problem);
    await deliver(id, value, JSON.stringify(problem) !== before);
  } catch (error) {
    await send({ id, thrown: sayOf(error) });
  }
};

/** Answers in the order of the questions, one after the other. */
const answerInTurn = (subject: Exported): ((questions: readonly Question[]) => void) => {
  let before: Promise<void> = Promise.resolve();
  return (questions) => {
    for (const question of questions) before = before.then(() => answer(subject, question));
  };
};

/** The end of a process that has nothing left to wait for: what the module awaits will never come. */
const refuseStalled = (): void => {
  void send({ refused: { said: 'awaits something at its top level that never comes' } });
};

const load = async (path: string): Promise<void> => {
  process.once('beforeExit', refuseStalled);
  try {
    const subject = subjectOf(await import(pathToFileURL(path).href));
    const ask = answerInTurn(subject);
    channel.ref().on(
      'data',
      readFrames(Number.POSITIVE_INFINITY, {
        value: (questions) => ask(questions as readonly Question[]),
        unreadable: () => process.exit(1),
      }),
    );
    await send({ declared: declarationOf(subject), misspelt: misspeltOf(subject) });
  } catch (error) {
    await send({ refused: sayOf(error) });
  }
};

// The runner is gone, or ends this process anyway; in an endless loop the guard does.
channel.on('error', () => {}).on('close', () => process.exit());
await load(process.argv[2] ?? '');
