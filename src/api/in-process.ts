/** A user's own object as a subject, asked in this process: nothing can end it when it does not return. */

import type { Problem, ProblemKind } from '../model/any-kind.ts';
import { readAnyAnswer } from '../model/read-any-answer.ts';
import { readDeclaration } from '../subjects/declaration.ts';
import { malformed } from '../subjects/fault.ts';
import { declarationOf, type Exported, subjectIn } from '../subjects/module-export.ts';
import { SubjectNotTestable } from '../subjects/not-testable.ts';
import type { Reply, Subject } from '../subjects/subject.ts';
import type { SubjectModule } from './subject-module.ts';

const fault = (verdict: 'error' | 'not-run', code: 'THROWN' | 'STOPPED', message: string): Reply => ({
  kind: 'fault',
  verdict,
  code,
  message,
});

const messageOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

const isChanged = (own: Problem, before: string): boolean => {
  try {
    return JSON.stringify(own) !== before;
  } catch {
    return true;
  }
};

const replyOf = async (subject: Exported, problem: Problem): Promise<Reply> => {
  // A copy that may be written into, so that it can be told from one that was not.
  const own = structuredClone(problem);
  const before = JSON.stringify(own);
  let value: unknown;
  try {
    value = await subject.gradient(own);
  } catch (error) {
    return fault('error', 'THROWN', `threw ${messageOf(error)}`);
  }
  const read = readAnyAnswer(value, problem);
  return read.kind === 'malformed'
    ? malformed(read)
    : { kind: 'answer', answer: read.answer, notes: read.notes, changedProblem: isChanged(own, before) };
};

/** Types are nothing to a user who writes JavaScript. */
const exportedIn = (module: unknown, name: string): Exported => {
  try {
    return subjectIn(module);
  } catch (error) {
    throw new SubjectNotTestable('START', `${name}: ${error instanceof Error ? error.message : error}`);
  }
};

/** The object as a subject; `name` stands where it gives none. Throws `SubjectNotTestable`. */
export const inProcessSubject = <Kind extends ProblemKind>(
  module: SubjectModule<Kind>,
  name: string,
): Subject => {
  const exported = exportedIn(module, name);
  let before: Promise<unknown> = Promise.resolve();
  let generation = 0;
  return {
    ...readDeclaration(declarationOf(exported), name),
    ours: false,
    // One question at a time: a network that keeps its state between two awaits would mix them up.
    ask: (problem) => {
      const asked = generation;
      const reply = before.then(() =>
        asked === generation
          ? replyOf(exported, problem)
          : fault('not-run', 'STOPPED', 'not run: given up before it was answered'),
      );
      before = reply;
      return reply;
    },
    forget: () => {
      generation += 1;
    },
    close: async () => {},
  };
};
