/** What `backproof replay` does: one sample from a file instead of the suite's. */

import fc from 'fast-check';
import { fixtureCheckId } from '../../conformance/check-fixture.ts';
import { kindsOf, type Suite, verify } from '../../conformance/verify.ts';
import type { IndexedVerdict } from '../../journal/merge.ts';
import type { Property } from '../../judge/property.ts';
import { canAnswer } from '../../model/supports.ts';
import type { Verdict } from '../../model/verdict.ts';
import { checkedFixtures } from '../../problems/checked-fixtures.ts';
import { escapeLine } from '../../reports/escape.ts';
import { headerOf } from '../record/run-header.ts';
import { runOfLog } from '../record/run-of-log.ts';
import { openReporting } from '../reporting/reporting.ts';
import type { ReportingOptions } from '../reporting/reporting-options.ts';
import { startSubjects } from '../subjects/start-subjects.ts';
import { notesOfSubjects } from '../subjects/subject-notes.ts';
import type { SubjectOptions } from '../subjects/subject-options.ts';
import { type SubjectWords, subjectFiles } from '../subjects/subject-words.ts';
import { budgetOf } from '../verify/run-budget.ts';
import { goThrough } from '../verify/run-through.ts';
import { suiteVersion } from '../version.ts';
import { readReplayFile, type SavedCounterexample } from './replay-file.ts';

export type ReplayOptions = ReportingOptions & SubjectOptions;

const everyClause = { clause: () => true };

/** A worked example is judged by the values of its file, anything else by the claims that were saved. */
const suiteOf = ({ check, clause, title, sample }: SavedCounterexample): Suite => {
  const fixtures = checkedFixtures().filter((fixture) => fixtureCheckId(fixture) === check);
  if (fixtures.length > 0) return { fixtures, properties: [] };
  const [first] = sample.questions;
  const property: Property = {
    id: check,
    kind: first?.kind ?? 'mlp',
    clause,
    title,
    samples: (supports) =>
      sample.questions.every((problem) => canAnswer(supports, problem)) ? fc.constant(sample) : null,
  };
  return { fixtures: [], properties: [property] };
};

/** With the place at which the whole suite has it, which is what the replay line is for. */
const placed = (verdict: Verdict, { replay }: SavedCounterexample): Verdict =>
  verdict.counterexample === undefined
    ? verdict
    : { ...verdict, counterexample: { ...verdict.counterexample, replay } };

/** A check may have changed since, or be gone; the questions and claims are those of the file in any case. */
const otherVersionLine = (file: string, { suite }: SavedCounterexample): string =>
  suite === undefined || suite.version === suiteVersion()
    ? ''
    : `backproof: ${escapeLine(file)}: saved by version ${escapeLine(suite.version)}, and this is ${suiteVersion()}: the replay line may lead elsewhere\n`;

/** Puts the counterexample to every subject; sets the exit code. */
export const runReplay = async (file: string, words: SubjectWords, options: ReplayOptions): Promise<void> => {
  const saved = readReplayFile(file);
  const suite = suiteOf(saved);
  const reporting = openReporting(options, suite, everyClause, [file, ...subjectFiles(words, options)]);
  const { subjects, notTestable } = await startSubjects(words, options, kindsOf(suite));
  const run = { seed: saved.seed, runs: 1, shrink: false };
  const header = headerOf(words, { ...options, ...run }, subjects, notTestable);
  const verdicts: IndexedVerdict[] = [];
  const { interrupted } = await goThrough(
    verify(suite, subjects, run, everyClause),
    subjects,
    budgetOf({}),
    ({ subject, verdict }) =>
      void verdicts.push({ subject: subjects.indexOf(subject), verdict: placed(verdict, saved) }),
  );
  process.stderr.write(otherVersionLine(file, saved));
  process.exitCode = reporting.report(
    runOfLog(header, verdicts, interrupted, notesOfSubjects(subjects)),
    reporting.context(new Date()),
  );
};
