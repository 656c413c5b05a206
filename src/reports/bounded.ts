/** A run in which no text of a subject is longer than a reader would read. */

import type { Note } from '../model/note.ts';
import type { Verdict } from '../model/verdict.ts';
import { clip } from './escape.ts';
import type { Run, SubjectRun } from './run.ts';

const longestName = 100;
const longestReason = 200;
const longestMessage = 2000;
const mostReasons = 20;
const longestNote = 400;
const mostNotes = 20;

/** The first reasons by name, the others together: a subject can invent a reason per sample. */
const boundedReasons = (skipped: Verdict['skipped']): Verdict['skipped'] => {
  const reasons = Object.entries(skipped).map(
    ([reason, count]) => [clip(reason, longestReason), count] as const,
  );
  const rest = reasons.slice(mostReasons).reduce((sum, [, count]) => sum + count, 0);
  return Object.fromEntries([
    ...reasons.slice(0, mostReasons),
    ...(rest > 0 ? [['for other reasons', rest] as const] : []),
  ]);
};

const boundedVerdict = (verdict: Verdict): Verdict => ({
  ...verdict,
  message: clip(verdict.message, longestMessage),
  skipped: boundedReasons(verdict.skipped),
});

const boundedNotes = (notes: readonly Note[]): readonly Note[] =>
  notes.slice(0, mostNotes).map((note) => ({ ...note, message: clip(note.message, longestNote) }));

const boundedSubject = (subject: SubjectRun): SubjectRun => ({
  ...subject,
  name: clip(subject.name, longestName),
  precision: clip(subject.precision, longestName),
  ...(subject.notTestable && {
    notTestable: { ...subject.notTestable, message: clip(subject.notTestable.message, longestMessage) },
  }),
  ...(subject.notes && { notes: boundedNotes(subject.notes) }),
  verdicts: subject.verdicts.map(boundedVerdict),
});

/** Names up to 100 characters, messages up to 2000, reasons and notes up to 20; what is cut says so. */
export const boundedRun = (run: Run): Run => ({ ...run, subjects: run.subjects.map(boundedSubject) });
