/** A subject whose answers are in a log: what was answered before is not asked again. */

import type { Problem } from '../model/any-kind.ts';
import type { Reply, Subject } from '../subjects/subject.ts';
import type { HeaderLine, IndexedNote, NotesLine, SampleLine } from './log.ts';
import { notesIn } from './notes.ts';
import { readLog } from './read-log.ts';
import { LogRefused } from './refused.ts';
import { replyIn } from './sample-line.ts';

/** Replies by subject, check and the problem's text; the same problem asked again has the next one. */
export interface Recorded {
  readonly take: (subject: number, check: string, problem: Problem) => Reply | undefined;
}

/** Takes sample lines in their order; of each only the replies are kept. */
export const recorder = () => {
  const replies = new Map<string, Reply[]>();
  const keyOf = (subject: number, check: string, problem: Problem): string =>
    `${subject} ${check} ${JSON.stringify(problem)}`;
  const add = ({ subject, check, problems, replies: all }: SampleLine): void => {
    for (const [question, reply] of all.entries()) {
      const problem = problems[question];
      if (problem === undefined) continue;
      const key = keyOf(subject, check, problem);
      const known = replies.get(key);
      if (known === undefined) replies.set(key, [reply]);
      else known.push(reply);
    }
  };
  const recorded: Recorded = {
    take: (subject, check, problem) => {
      const logged = replies.get(keyOf(subject, check, problem))?.shift();
      return logged === undefined ? undefined : replyIn(logged, problem);
    },
  };
  return { add, recorded };
};

/** The subject with the recorded replies to the questions of one check; other questions are put to it. */
export const withRecorded = (
  subject: Subject,
  index: number,
  check: string,
  recorded: Recorded,
): Subject => ({
  ...subject,
  ask: (problem) => {
    const reply = recorded.take(index, check, problem);
    return reply === undefined ? subject.ask(problem) : Promise.resolve(reply);
  },
});

const unanswered: Reply = {
  kind: 'fault',
  verdict: 'not-run',
  code: 'UNANSWERED',
  message: 'no answer was recorded',
};

/** What a log says of a subject, as one that has no further answers. */
export const absentSubject = (declared: Omit<Subject, 'ask' | 'forget' | 'close'>): Subject => ({
  ...declared,
  ask: async () => unanswered,
  forget: () => {},
  // As it was when the answers were recorded: what was asked then is asked again.
  grantRestarts: () => {},
  close: async () => {},
});

/** The header of a log, every reply in it, and what was noted. Throws `LogRefused`. */
export const readRecorded = async (
  file: string,
): Promise<{
  readonly header: HeaderLine;
  readonly recorded: Recorded;
  readonly notes: readonly IndexedNote[];
  /** False where the run was interrupted. */
  readonly finished: boolean;
}> => {
  const { add, recorded } = recorder();
  const noted: NotesLine[] = [];
  let header: HeaderLine | undefined;
  let finished = false;
  for await (const { line } of readLog(file)) {
    finished = line.kind === 'footer';
    if (line.kind === 'header') header = line;
    if (line.kind === 'sample') add(line);
    if (line.kind === 'notes') noted.push(line);
  }
  if (header === undefined) throw new LogRefused(`${file}: expected a run log, got no complete line`);
  return { header, recorded, notes: notesIn(noted), finished };
};
