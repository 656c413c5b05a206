/** A user's JavaScript or TypeScript module as a subject, in a process of its own. */

import type { Problem } from '../model/any-kind.ts';
import { readAnyAnswer } from '../model/read-any-answer.ts';
import { converse } from './conversation.ts';
import { fault, malformed } from './fault.ts';
import { defaultLimits, type SubjectLimits } from './limits.ts';
import { type Message, type ModuleDeclaration, startModule, thrownIn } from './module-process.ts';
import { notebook } from './notes.ts';
import type { Reply, Subject } from './subject.ts';
import { withNotes } from './with-notes.ts';

/** Reads what the host sent for a question. */
const replyOf = (value: unknown, problem: Problem): Reply => {
  const { value: answer, thrown, unsendable, changedProblem } = value as Message;
  if (thrown !== undefined) return fault('error', 'THROWN', `threw ${thrownIn(thrown)}`);
  if (unsendable !== undefined) {
    return fault('malformed', 'UNREADABLE', `answered something that is not data: ${thrownIn(unsendable)}`);
  }
  const read = readAnyAnswer(answer, problem);
  return read.kind === 'malformed'
    ? malformed(read)
    : { kind: 'answer', answer: read.answer, notes: read.notes, changedProblem: changedProblem === true };
};

/**
 * Starts the module at an absolute path and reads its declaration; `shown` is what the user called it.
 * Rejects with `SubjectNotTestable`.
 */
export const moduleSubject = async (
  path: string,
  limits: SubjectLimits = defaultLimits,
  shown: string = path,
): Promise<Subject> => {
  const notes = notebook();
  let stderr = (): string => '';
  const { declaration, ...conversation } = await converse<ModuleDeclaration>({
    start: (listener) => {
      const started = startModule(path, shown, limits, listener);
      stderr = started.stderr;
      return started;
    },
    read: replyOf,
    limits,
    tooLate: ({ message }) => notes.add(`after the last question: ${message}`),
  });
  const { misspelt, ...declared } = declaration;
  for (const field of misspelt) notes.add(`its field ${field}`);
  return withNotes({ ...declared, ...conversation, ours: false, stderrTail: () => stderr() }, notes);
};
