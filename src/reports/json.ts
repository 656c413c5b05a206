/** Values as JSON text: strings stand for the numbers that JSON lacks (protocol, section 1). */

import { isWrong } from '../judge/exit-code.ts';
import { inconclusiveShare } from '../judge/inconclusive.ts';
import { sumOfKinks } from '../judge/kink-tally.ts';
import { entryOf } from '../judge/known.ts';
import { powerSummary, sumOfPowers } from '../judge/power.ts';
import type { Verdict } from '../model/verdict.ts';
import { escapeJson } from './escape.ts';
import type { Finding } from './findings.ts';
import type { Report, SubjectReport } from './report.ts';

const nonFinite = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;

/** Indented JSON. */
export const jsonText = (value: object): string => `${escapeJson(JSON.stringify(value, nonFinite, 2))}\n`;

/** To be filled in by whoever puts a failure on the list of known ones. */
const unfilled = { link: '', reason: '', expires: '' };

const verdictJson = (verdict: Verdict, { subject, known }: SubjectReport): object => {
  const { power, ...rest } = verdict;
  const listed = known.find((each) => each.verdict === verdict);
  return {
    ...rest,
    ...(power !== undefined && { power: powerSummary(power) }),
    ...(isWrong(verdict) && {
      known: listed !== undefined,
      knownEntry: listed?.entry ?? { ...entryOf(verdict, subject.name), ...unfilled },
    }),
  };
};

const findingJson = ({ cause, lead, following }: Finding): object => ({
  cause,
  check: lead.check,
  following: following.map(({ check }) => check),
});

const subjectJson = (each: SubjectReport): object => {
  const { verdicts, ...subject } = each.subject;
  const kinks = verdicts.flatMap((verdict) => verdict.kinks ?? []);
  return {
    ...subject,
    ...(subject.kinds && each.unasked.length > 0 && { unasked: each.unasked }),
    scores: each.scores,
    power: powerSummary(sumOfPowers(verdicts.map(({ power }) => power))),
    ...(kinks.length > 0 && { kinks: sumOfKinks(kinks) }),
    inconclusive: inconclusiveShare(verdicts),
    notes: each.notes,
    unexercised: each.unexercised,
    findings: each.findings.map(findingJson),
    verdicts: verdicts.map((verdict) => verdictJson(verdict, each)),
  };
};

/**
 * The run with its exit code: per subject its scores, findings, power and kinks over all checks, and every
 * verdict, the failing ones with the entry that would list them as known (spec/schema/run.schema.json).
 *
 * It holds no time, so that two runs with one seed give the same text.
 */
export const jsonReport = ({ run, subjects, known, exit }: Report): string =>
  jsonText({
    ...run,
    subjects: subjects.map(subjectJson),
    known: {
      stale: known.stale,
      unreached: known.unreached,
    },
    exit,
  });
