/** Values as JSON text: strings stand for the numbers that JSON lacks (protocol, section 1). */

import { exitCodeOf } from '../judge/exit-code.ts';
import { inconclusiveShare } from '../judge/inconclusive.ts';
import { sumOfKinks } from '../judge/kink-tally.ts';
import { powerSummary, sumOfPowers } from '../judge/power.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Run, SubjectRun } from './run.ts';

const nonFinite = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;

/** One line of JSON. */
export const jsonLine = (value: object): string => `${JSON.stringify(value, nonFinite)}\n`;

/** Indented JSON. */
export const jsonText = (value: object): string => `${JSON.stringify(value, nonFinite, 2)}\n`;

const verdictJson = ({ power, ...verdict }: Verdict): object =>
  power === undefined ? verdict : { ...verdict, power: powerSummary(power) };

const subjectJson = ({ verdicts, ...subject }: SubjectRun): object => {
  const kinks = verdicts.flatMap((verdict) => verdict.kinks ?? []);
  return {
    ...subject,
    power: powerSummary(sumOfPowers(verdicts.map(({ power }) => power))),
    ...(kinks.length > 0 && { kinks: sumOfKinks(kinks) }),
    inconclusive: inconclusiveShare(verdicts),
    verdicts: verdicts.map(verdictJson),
  };
};

/** The run with its exit code: per subject its power and kinks over all checks, and every verdict. */
export const jsonReport = (run: Run): string =>
  jsonText({
    ...run,
    subjects: run.subjects.map(subjectJson),
    exit: exitCodeOf(run.subjects.flatMap(({ verdicts }) => verdicts)),
  });
