/** Counterexamples as files for `backproof replay`: the questions, and what is claimed of their answers. */

import { type Evaluation, isFailure } from '../../conformance/evaluate.ts';
import { followsFailure, type Recorder } from '../../conformance/record.ts';
import { failAlike } from '../../conformance/tally.ts';
import { lineOf } from '../../journal/text.ts';
import type { Sample } from '../../judge/property.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Subject } from '../../subjects/subject.ts';
import { writeInto } from './run-folder.ts';
import type { RunHeader, RunRecord } from './run-record.ts';

/** Remembers, for the check that runs, the failing sample that was found last. */
const failingSamples = () => {
  let failing:
    | { readonly check: string; readonly sample: Sample; readonly evaluation: Evaluation }
    | undefined;
  const record: Recorder = ({ id }, stage, { sample, evaluation }) => {
    if (!isFailure(evaluation)) return;
    const isFirst = failing?.check !== id;
    const isSmaller = followsFailure(stage) && failing && failAlike(failing.evaluation, evaluation);
    if (isFirst || isSmaller) failing = { check: id, sample, evaluation };
  };
  return {
    record,
    /** Of the check that has just ended; it is forgotten then. */
    take: (check: string): Sample | undefined => {
      const sample = failing?.check === check ? failing.sample : undefined;
      failing = undefined;
      return sample;
    },
  };
};

/** Ids are ours: letters, digits and hyphens, a fixture's with a colon. */
const fileNameOf = (subject: number, check: string): string =>
  `${subject}-${check.replace(/[^A-Za-z0-9-]/g, '-')}.json`;

const savedText = (
  { suite, seed }: RunHeader,
  { check, clause, title, counterexample }: Verdict,
  { questions, claims }: Sample,
): string => {
  const replay = counterexample?.replay;
  const saved = { kind: 'counterexample', suite, seed, check, clause, title, replay, questions, claims };
  return `${lineOf(saved)}\n`;
};

/** The record, and a file in `folder` per failing check: named by the subject's index and the check's id. */
export const savingCounterexamples = (
  record: RunRecord,
  folder: string,
  header: RunHeader,
  subjects: readonly Subject[],
): RunRecord => {
  const failing = failingSamples();
  return {
    ...record,
    surroundings: {
      ...record.surroundings,
      record: (subject) => {
        const write = record.surroundings.record(subject);
        return (check, stage, put) => {
          write(check, stage, put);
          failing.record(check, stage, put);
        };
      },
    },
    verdict: (subject, verdict) => {
      record.verdict(subject, verdict);
      const sample = failing.take(verdict.check);
      if (sample === undefined || verdict.counterexample === undefined) return;
      const name = fileNameOf(subjects.indexOf(subject), verdict.check);
      writeInto(folder, name, savedText(header, verdict, sample));
    },
  };
};
