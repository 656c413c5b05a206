/** A program in any language as a subject: JSON-RPC 2.0, one message per line, over its stdin and stdout. */

import type { Problem } from '../../model/any-kind.ts';
import { converse } from '../conversation.ts';
import type { Greeting } from '../declaration.ts';
import { defaultLimits, type SubjectLimits } from '../limits.ts';
import { notebook } from '../notes.ts';
import type { Subject } from '../subject.ts';
import { withNotes } from '../with-notes.ts';
import type { Content } from './incoming.ts';
import { type Command, startProgram } from './process.ts';
import { replyOf } from './reply.ts';

/**
 * Starts the command, without a shell, and reads what it says of itself. Rejects with
 * `SubjectNotTestable`.
 */
export const programSubject = async (
  command: Command,
  limits: SubjectLimits = defaultLimits,
): Promise<Subject> => {
  const notes = notebook();
  let stderr = (): string => '';
  const { declaration: greeting, ...conversation } = await converse<Greeting>({
    start: (listener) => {
      const started = startProgram(command, limits, notes, listener);
      stderr = started.stderr;
      return started;
    },
    read: (value: unknown, problem: Problem, said: Greeting) => replyOf(value as Content, problem, said),
    limits,
    tooLate: ({ message }) => notes.add(`after the last question: ${message}`),
  });
  return withNotes(
    { ...greeting.declaration, ...conversation, ours: false, stderrTail: () => stderr() },
    notes,
  );
};
