/** What `backproof verify` does: subjects, run, record, report, exit code. */

import { basename, dirname } from 'node:path';
import type { RunOptions } from '../../conformance/options.ts';
import { clauseGlob } from '../../conformance/selection.ts';
import { kindsOf, selected, verify } from '../../conformance/verify.ts';
import type { IndexedVerdict } from '../../journal/merge.ts';
import { renderRun } from '../../reports/reporters.ts';
import type { Subject } from '../../subjects/subject.ts';
import { savingCounterexamples } from '../record/run-counterexamples.ts';
import { folderOfLog, openRunFolder, type RunFolder, writeInto } from '../record/run-folder.ts';
import { headerOf } from '../record/run-header.ts';
import { leftLines } from '../record/run-left.ts';
import { runOfLog } from '../record/run-of-log.ts';
import {
  continuedRecord,
  newRecord,
  type RunHeader,
  type RunRecord,
  unwrittenRecord,
} from '../record/run-record.ts';
import { openReporting } from '../reporting/reporting.ts';
import { startSubjects } from '../subjects/start-subjects.ts';
import { noteLines, notesOfSubjects } from '../subjects/subject-notes.ts';
import { type SubjectWords, subjectFiles } from '../subjects/subject-words.ts';
import { loadSuite } from '../suite.ts';
import type { VerifyOptions } from './options.ts';
import { budgetOf } from './run-budget.ts';
import { goThrough } from './run-through.ts';

const recordIn = (
  folder: RunFolder | undefined,
  resume: string | undefined,
  header: RunHeader,
  subjects: readonly Subject[],
): RunRecord | Promise<RunRecord> => {
  if (resume !== undefined) return continuedRecord(resume, header, subjects);
  return folder === undefined ? unwrittenRecord : newRecord(folder.log, header, subjects);
};

/** Closes the subjects where there is no record to be had: a process of theirs would keep ours alive. */
const openRecord = async (...[folder, resume, header, subjects]: Parameters<typeof recordIn>) => {
  try {
    return await recordIn(folder, resume, header, subjects);
  } catch (error) {
    await Promise.all(subjects.map((subject) => subject.close()));
    throw error;
  }
};

/** Verifies ours, or the module; sets the exit code. */
export const runVerify = async (words: SubjectWords, options: VerifyOptions): Promise<void> => {
  const { seed, runs, shrink, shard, resume } = options;
  const selection = {
    clause: clauseGlob(options.clause ?? '*'),
    ...(options.path && { replay: options.path }),
  };
  const suite = loadSuite(selection, options.clause ?? '*');
  const reporting = openReporting(options, suite, selection, [
    ...subjectFiles(words, options),
    ...(resume === undefined ? [] : [resume]),
  ]);
  const folder = resume === undefined ? openRunFolder(options.out) : folderOfLog(resume);
  const { subjects, notTestable } = await startSubjects(words, options, kindsOf(selected(suite, selection)));
  const header = headerOf(words, options, subjects, notTestable);
  const written = await openRecord(folder, resume, header, subjects);
  const record = folder ? savingCounterexamples(written, folder.counterexamples, header, subjects) : written;
  const budget = budgetOf(options, ({ subject, verdict }) => reporting.isKnown(subject.name, verdict));
  const runOptions: RunOptions = { seed, runs, shrink, ...(shard && { shard }), halt: budget.halt };
  const all: IndexedVerdict[] = [];
  const { interrupted } = await goThrough(
    verify(suite, subjects, runOptions, selection, record.surroundings),
    subjects,
    budget,
    ({ subject, verdict }) => {
      all.push({ subject: subjects.indexOf(subject), verdict });
      record.verdict(subject, verdict);
    },
  );
  const notes = record.notes(notesOfSubjects(subjects));
  record.close(!interrupted);
  const run = runOfLog(header, all, interrupted, notes);
  const context = reporting.context(new Date());
  if (folder !== undefined)
    writeInto(dirname(folder.report), basename(folder.report), renderRun('json', run, context));
  process.exitCode = reporting.report(run, context);
  process.stderr.write(reporting.isForPeople ? leftLines(folder, interrupted) : noteLines(subjects, notes));
};
