/** A user's own object as a subject, asked in this process: nothing can end it when it does not return. */

import type { Problem, ProblemKind } from '../model/any-kind.ts';
import { readAnyAnswer } from '../model/read-any-answer.ts';
import { readDeclaration } from '../subjects/declaration.ts';
import { malformed } from '../subjects/fault.ts';
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

/** The kinds that a module claims are those that it is asked, whatever its types say. */
const askedOf = (module: object, problem: Problem): unknown => {
  const gradient: unknown = Reflect.get(module, 'gradient');
  if (typeof gradient === 'function') return gradient.call(module, problem);
  throw new TypeError('gradient: expected a function, got none');
};

const isChanged = (own: Problem, before: string): boolean => {
  try {
    return JSON.stringify(own) !== before;
  } catch {
    return true;
  }
};

const replyOf = async (module: object, problem: Problem): Promise<Reply> => {
  // A copy that may be written into, so that it can be told from one that was not.
  const own = structuredClone(problem);
  const before = JSON.stringify(own);
  let value: unknown;
  try {
    value = await askedOf(module, own);
  } catch (error) {
    return fault('error', 'THROWN', `threw ${messageOf(error)}`);
  }
  const read = readAnyAnswer(value, problem);
  return read.kind === 'malformed'
    ? malformed(read)
    : { kind: 'answer', answer: read.answer, notes: read.notes, changedProblem: isChanged(own, before) };
};

/** The object as a subject; `name` stands where it gives none. Throws `SubjectNotTestable`. */
export const inProcessSubject = <Kind extends ProblemKind>(
  module: SubjectModule<Kind>,
  name: string,
): Subject => {
  const { gradient: _, ...declared } = module;
  let before: Promise<unknown> = Promise.resolve();
  let generation = 0;
  return {
    ...readDeclaration(declared, name),
    ours: false,
    // One question at a time: a network that keeps its state between two awaits would mix them up.
    ask: (problem) => {
      const asked = generation;
      const reply = before.then(() =>
        asked === generation
          ? replyOf(module, problem)
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
