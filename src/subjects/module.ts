/** A user's JavaScript or TypeScript module as a subject, in a process of its own. */

import type { Code } from '../model/codes.ts';
import { describeAll, show } from '../model/defect.ts';
import type { MlpProblem } from '../model/problem.ts';
import { readAnswer } from '../model/read-answer.ts';
import { readDeclaration } from './declaration.ts';
import { type ModuleProcess, type Outcome, startModuleProcess } from './module-process.ts';
import { SubjectNotTestable } from './not-testable.ts';
import type { Declaration, Reply, Subject } from './subject.ts';

interface Question {
  readonly id: number;
  readonly problem: MlpProblem;
}

export interface ModuleLimits {
  readonly startMilliseconds: number;
  readonly problemMilliseconds: number;
  readonly restarts: number;
}

export const defaultLimits: ModuleLimits = {
  startMilliseconds: 10_000,
  problemMilliseconds: 5_000,
  restarts: 3,
};

const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`;

const readHello = (outcome: Outcome, path: string, limits: ModuleLimits): Declaration => {
  if (outcome.kind === 'late') {
    throw new SubjectNotTestable('START', `${path}: not loaded within ${seconds(limits.startMilliseconds)}`);
  }
  if (outcome.kind === 'died') throw new SubjectNotTestable('DIED', `${path}: ${outcome.how} while loading`);
  const { declared, refused } = outcome.message;
  if (refused !== undefined) throw new SubjectNotTestable('START', `${path}: ${String(refused)}`);
  return readDeclaration(declared, path);
};

const hello = async (life: ModuleProcess, path: string, limits: ModuleLimits): Promise<Declaration> => {
  const outcome = await life.exchange(null, limits.startMilliseconds);
  try {
    return readHello(outcome, path, limits);
  } catch (error) {
    life.kill();
    throw error;
  }
};

const replyTo = (outcome: Outcome, question: Question, limits: ModuleLimits): Reply => {
  const fault = (verdict: 'error' | 'timeout' | 'malformed', code: Code, message: string): Reply => ({
    kind: 'fault',
    verdict,
    code,
    message,
  });
  if (outcome.kind === 'late')
    return fault('timeout', 'TIMEOUT', `no answer in ${seconds(limits.problemMilliseconds)}`);
  if (outcome.kind === 'died') return fault('error', 'DIED', outcome.how);
  const { id, value, thrown, unsendable, changedProblem } = outcome.message;
  if (id !== question.id) {
    return fault('malformed', 'WRONG-ID', `answered question ${show(id)} when asked question ${question.id}`);
  }
  if (thrown !== undefined) return fault('error', 'THROWN', `threw ${String(thrown)}`);
  if (unsendable !== undefined)
    return fault('malformed', 'UNREADABLE', `answered something that is not data: ${String(unsendable)}`);
  const read = readAnswer(value, question.problem);
  return read.kind === 'malformed'
    ? fault('malformed', read.code, describeAll(read.defects))
    : { kind: 'answer', answer: read.answer, notes: read.notes, changedProblem: changedProblem === true };
};

/**
 * Starts the module and reads its declaration.
 *
 * Questions are put one at a time; after a crash or a missed deadline the process is started anew, and
 * after the last restart every further question is not-run. Throws `SubjectNotTestable`.
 */
export const moduleSubject = async (path: string, limits: ModuleLimits = defaultLimits): Promise<Subject> => {
  let life = startModuleProcess(path);
  const declaration = await hello(life, path, limits);
  let restarts = 0;
  let questions = 0;
  let gaveUp = false;

  const restart = async (): Promise<void> => {
    life.kill();
    if (restarts >= limits.restarts) {
      gaveUp = true;
      return;
    }
    restarts += 1;
    life = startModuleProcess(path);
    await hello(life, path, limits).catch(() => {
      gaveUp = true;
    });
  };

  const askNow = async (problem: MlpProblem): Promise<Reply> => {
    if (gaveUp) {
      return {
        kind: 'fault',
        verdict: 'not-run',
        code: 'DIED',
        message: `not run: restarted ${restarts} times`,
      };
    }
    questions += 1;
    const question = { id: questions, problem };
    const outcome = await life.exchange(question, limits.problemMilliseconds);
    const reply = replyTo(outcome, question, limits);
    if (outcome.kind !== 'message' || ('code' in reply && reply.code === 'WRONG-ID')) await restart();
    return reply;
  };

  let queue: Promise<unknown> = Promise.resolve();
  return {
    ...declaration,
    ours: false,
    ask: (problem) => {
      const reply = queue.then(() => askNow(problem));
      queue = reply;
      return reply;
    },
    close: async () => life.kill(),
  };
};
