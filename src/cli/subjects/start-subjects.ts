/** From the words of the command line to running subjects. */

import { relative } from 'node:path';
import { type ProblemKind, problemKinds } from '../../model/any-kind.ts';
import type { Code } from '../../model/codes.ts';
import { SubjectNotTestable } from '../../subjects/not-testable.ts';
import type { Subject } from '../../subjects/subject.ts';
import { type Candidate, candidates } from './candidates.ts';
import type { SubjectOptions } from './subject-options.ts';
import type { SubjectWords } from './subject-words.ts';

/** A subject that could not be started, or did not say what it is. */
export interface NotTestable {
  /** What it was called on the command line. */
  readonly name: string;
  readonly code: Code;
  readonly message: string;
}

export interface StartedSubjects {
  /** In the order of the command line; no two of one name. */
  readonly subjects: readonly Subject[];
  readonly notTestable: readonly NotTestable[];
}

/** Files are read before it starts: what is changed while it runs is not what ran. */
const started = async ({ start, file, files }: Candidate): Promise<Subject> => {
  const digests = files?.();
  const subject = await start();
  return {
    ...subject,
    ...(file !== undefined && { file: relative('.', file) }),
    ...(digests && { files: digests }),
  };
};

/** `net`, `net (2)`, `net (3)` */
const withDistinctNames = (subjects: readonly Subject[]): readonly Subject[] => {
  const taken = new Set<string>();
  return subjects.map((subject) => {
    let { name } = subject;
    for (let count = 2; taken.has(name); count += 1) name = `${subject.name} (${count})`;
    taken.add(name);
    return name === subject.name ? subject : { ...subject, name };
  });
};

const refusalOf = ({ name }: Candidate, reason: unknown): NotTestable[] =>
  reason instanceof SubjectNotTestable ? [{ name, code: reason.code, message: reason.message }] : [];

/**
 * Starts everything that the command line names: the demo, modules, programs, or our own where it names
 * nothing, as far as they answer problems of these kinds. One that cannot be tested does not keep the others from
 * it; where none can, the first one's reason is thrown as `SubjectNotTestable`. Throws `UsageError` before anything
 * is started.
 */
export const startSubjects = async (
  words: SubjectWords,
  options: SubjectOptions,
  kinds: readonly ProblemKind[] = problemKinds,
): Promise<StartedSubjects> => {
  const named = candidates(words, options, kinds);
  const outcomes = await Promise.allSettled(named.map(started));
  const subjects = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const reasons = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  const [defect] = reasons.filter((reason) => !(reason instanceof SubjectNotTestable));
  if (defect !== undefined || (subjects.length === 0 && reasons.length === 1)) {
    await Promise.all(subjects.map((subject) => subject.close()));
    throw defect ?? reasons[0];
  }
  const notTestable = named.flatMap((candidate, index) => {
    const outcome = outcomes[index];
    return outcome?.status === 'rejected' ? refusalOf(candidate, outcome.reason) : [];
  });
  return { subjects: withDistinctNames(subjects), notTestable };
};
