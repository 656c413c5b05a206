/** The answers to a cases file: one message a line, in any order. */

import { asRefusal, linesOf } from '../../journal/read-log.ts';
import { LogRefused } from '../../journal/refused.ts';
import { fault } from '../../subjects/fault.ts';
import { type Content, readLine } from '../../subjects/program/incoming.ts';
import { greetingId } from '../../subjects/program/requests.ts';

export interface Answers {
  /** What was said to `initialize`. */
  readonly greeting: Content | undefined;
  /** By the id of the question. */
  readonly contents: ReadonlyMap<number, Content>;
}

const repeated: Content = {
  kind: 'broken',
  fault: fault('malformed', 'WRONG-ID', 'this question was answered more than once'),
};

/** Lines that are no messages are passed over: what they answered counts as not run. Throws `LogRefused`. */
export const readAnswers = async (file: string, questions: number): Promise<Answers> => {
  const contents = new Map<number, Content>();
  let number = 0;
  try {
    for await (const { text } of linesOf(file)) {
      number += 1;
      const incoming = readLine(number === 1 ? text.replace(/^\uFEFF/, '') : text);
      if (incoming.kind !== 'answer') continue;
      const { id, content } = incoming;
      // The last request is shutdown, which may be answered too.
      if (id < greetingId || id > questions + 1) {
        throw new LogRefused(
          `${file}:${number}: id: expected one of the cases file, 0 to ${questions}, got ${id}`,
        );
      }
      contents.set(id, contents.has(id) ? repeated : content);
    }
  } catch (error) {
    throw asRefusal(file, error);
  }
  const greeting = contents.get(greetingId);
  contents.delete(greetingId);
  contents.delete(questions + 1);
  return { greeting, contents };
};
