/** What a run leaves behind while it goes on, and what it takes over from one that was interrupted. */

import { type LossesBefore, noLosses } from '../../conformance/restart-budget.ts';
import { type Surroundings, withoutRecord } from '../../conformance/verify.ts';
import { readUnfinished } from '../../journal/continue.ts';
import { demandSamePart } from '../../journal/identity.ts';
import { type HeaderLine, type IndexedNote, logFormat, type RunIdentity } from '../../journal/log.ts';
import { notesIn } from '../../journal/notes.ts';
import { withRecorded } from '../../journal/recorded.ts';
import { sampleLine } from '../../journal/sample-line.ts';
import { type Journal, openJournal, takeLog } from '../../journal/write.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Subject } from '../../subjects/subject.ts';

/** What the header says. */
export type RunHeader = RunIdentity & Pick<HeaderLine, 'shard' | 'subjectArguments' | 'restarts'>;

export interface RunRecord {
  /** The log; undefined where nothing is written. */
  readonly file?: string;
  readonly surroundings: Surroundings;
  readonly verdict: (subject: Subject, verdict: Verdict) => void;
  /** Takes what was noted once all is asked; returns it with what was noted before the run was gone on with. */
  readonly notes: (notes: readonly IndexedNote[]) => readonly IndexedNote[];
  /** With its last line when the run came to its end. */
  readonly close: (finished: boolean) => void;
}

/** Everything that differs between two runs of the same. */
const environment = () => ({
  time: new Date().toISOString(),
  platform: `${process.platform}-${process.arch}`,
  node: process.version,
  argv: process.argv.slice(2),
});

const headerLine = (header: RunHeader): HeaderLine => ({
  kind: 'header',
  format: logFormat,
  ...header,
  environment: environment(),
});

/** Writes nothing. */
export const unwrittenRecord: RunRecord = {
  surroundings: withoutRecord,
  verdict: () => {},
  notes: (notes) => notes,
  close: () => {},
};

const indexIn = (subjects: readonly Subject[]) => {
  const indices = new Map(subjects.map((subject, index) => [subject, index]));
  return (subject: Subject): number => indices.get(subject) ?? -1;
};

const writing = (journal: Journal, header: RunHeader, subjects: readonly Subject[]): RunRecord => {
  const indexOf = indexIn(subjects);
  let isOpen = true;
  return {
    file: journal.file,
    surroundings: {
      ...withoutRecord,
      record: (subject) => {
        const index = indexOf(subject);
        if (header.subjects[index]?.recorded !== true) return () => {};
        return (check, stage, put) => {
          if (isOpen) journal.write(sampleLine(index, check, stage, put));
        };
      },
    },
    verdict: (subject, verdict) => journal.write({ kind: 'verdict', subject: indexOf(subject), ...verdict }),
    notes: (notes) => {
      if (notes.length > 0) journal.notes({ kind: 'notes', notes });
      return notes;
    },
    close: (finished) => {
      isOpen = false;
      if (finished) journal.finish(environment());
      journal.close();
    },
  };
};

/** A new log. */
export const newRecord = (file: string, header: RunHeader, subjects: readonly Subject[]): RunRecord => {
  const journal = openJournal(file);
  journal.write(headerLine(header));
  return writing(journal, header, subjects);
};

/** What is there of an interrupted run, and its log to go on with; nobody else writes to it from before it is read. */
const reopened = async (file: string, header: RunHeader) => {
  const release = takeLog(file);
  try {
    const before = await readUnfinished(file);
    demandSamePart(file, before.header, header);
    return { before, journal: openJournal(file, before.written, release) };
  } catch (error) {
    release();
    throw error;
  }
};

/** The log of an interrupted run, gone on with: finished verdicts are taken over, and answers not asked again. */
export const continuedRecord = async (
  file: string,
  header: RunHeader,
  subjects: readonly Subject[],
): Promise<RunRecord> => {
  const { before, journal } = await reopened(file, header);
  const record = writing(journal, before.header, subjects);
  const indexOf = indexIn(subjects);
  const finished = new Map(
    before.verdicts.map(({ kind: _, subject, ...verdict }) => [`${subject} ${verdict.check}`, verdict]),
  );
  const lossesOf = (subject: Subject): LossesBefore => before.losses.get(indexOf(subject)) ?? noLosses;
  for (const subject of subjects) subject.renewRestarts?.(lossesOf(subject).examples);
  const takenOver = (subject: Subject, check: string) => finished.get(`${indexOf(subject)} ${check}`);
  return {
    ...record,
    surroundings: {
      ...record.surroundings,
      finished: takenOver,
      renew: (subject) => subject.renewRestarts?.(lossesOf(subject).properties),
      asked: (subject, check) => withRecorded(subject, indexOf(subject), check, before.recorded),
    },
    notes: (notes) => notesIn([...before.notes, { notes: record.notes(notes) }]),
    verdict: (subject, verdict) => {
      if (takenOver(subject, verdict.check) === undefined) record.verdict(subject, verdict);
    },
  };
};
