/** The log of a run as one whose answers are there already. */

import { withoutRecord } from '../../conformance/verify.ts';
import type { LoggedSubject } from '../../journal/log.ts';
import { absentSubject, readRecorded, withRecorded } from '../../journal/recorded.ts';
import { ownSubjects } from '../../subjects/own.ts';
import type { Subject } from '../../subjects/subject.ts';
import { demandThisVersion, selectionOf } from '../reporting/report-run.ts';
import type { RecordedRun } from './recorded-run.ts';

/** Ours can be asked again where the log has only verdicts of them. */
const subjectOf = (logged: LoggedSubject): Subject => {
  const own = logged.ours ? ownSubjects().find(({ name }) => name === logged.name) : undefined;
  const { recorded, notTestable: _, ...declared } = logged;
  return recorded || own === undefined ? absentSubject(declared) : own;
};

/** Throws `LogRefused` and `UsageError`. */
export const judgedLog = async (file: string): Promise<RecordedRun> => {
  const { header, recorded, notes, finished } = await readRecorded(file);
  demandThisVersion({ file, header });
  const { seed, runs, shrink, shard } = header;
  const subjects = header.subjects.filter(({ notTestable }) => notTestable === undefined).map(subjectOf);
  return {
    header,
    subjects,
    options: { seed, runs, shrink, ...(shard && { shard }) },
    selection: selectionOf(header),
    notes,
    interrupted: !finished,
    surroundings: {
      ...withoutRecord,
      asked: (subject, check) => withRecorded(subject, subjects.indexOf(subject), check, recorded),
    },
  };
};
