/** A run as JUnit XML: a suite per subject, a test case per check, the clause as its class. */

import type { Share } from '../judge/scores.ts';
import type { Verdict } from '../model/verdict.ts';
import { clip, escapeLine } from './escape.ts';
import { failureLines, type Replay } from './failure.ts';
import type { Report, SubjectReport } from './report.ts';
import type { XmlElement } from './xml.ts';
import { xmlText } from './xml.ts';

const longestText = 8000;

/** What a test case of JUnit can be. */
type Result = 'passed' | 'failure' | 'error' | 'skipped';

const results: Readonly<Record<Verdict['verdict'], Result>> = {
  discrepant: 'failure',
  error: 'error',
  timeout: 'error',
  malformed: 'error',
  conforms: 'passed',
  inconclusive: 'skipped',
  unsupported: 'skipped',
  'not-run': 'skipped',
};

interface Case {
  readonly result: Result;
  readonly element: XmlElement;
}

const testCase = (
  clause: string,
  name: string,
  result: Result,
  inside: { readonly type: string; readonly message: string; readonly text: string },
): Case => {
  const { type, message, text } = inside;
  const children: Readonly<Record<Result, readonly XmlElement[]>> = {
    passed: [],
    failure: [{ name: 'failure', attributes: { type, message: escapeLine(message) }, text }],
    error: [{ name: 'error', attributes: { type, message: escapeLine(message) }, text }],
    skipped: [{ name: 'skipped', text: escapeLine(`${type}: ${message}`) }],
  };
  const attributes = { name: escapeLine(name), classname: clause, time: 0 };
  return { result, element: { name: 'testcase', attributes, children: children[result] } };
};

const caseOf = (verdict: Verdict, { known }: SubjectReport, replay: Replay): Case => {
  const { clause, check, title, message, code } = verdict;
  const listed = known.find((each) => each.verdict === verdict);
  const kind = verdict.verdict;
  if (listed !== undefined) {
    const { link, reason, expires } = listed.entry;
    const text = `until ${expires}: ${reason} (${link}): ${message}`;
    return testCase(clause, `${check}: ${title}`, 'skipped', { type: 'known', message: text, text: '' });
  }
  const result = results[kind];
  return testCase(clause, `${check}: ${title}`, result, {
    type: code ?? kind,
    message,
    text:
      result === 'failure' || result === 'error'
        ? clip(failureLines(verdict, replay).join('\n'), longestText)
        : '',
  });
};

const suite = (
  name: string,
  cases: readonly Case[],
  properties: Readonly<Record<string, string | number>>,
  { now }: Report,
): XmlElement => {
  const number = (wanted: Result): number => cases.filter(({ result }) => result === wanted).length;
  return {
    name: 'testsuite',
    attributes: {
      name: escapeLine(name),
      tests: cases.length,
      failures: number('failure'),
      errors: number('error'),
      skipped: number('skipped'),
      time: 0,
      timestamp: now.toISOString().slice(0, 19),
    },
    children: [
      {
        name: 'properties',
        children: Object.entries(properties).map(([key, value]) => ({
          name: 'property',
          attributes: { name: key, value: typeof value === 'string' ? escapeLine(value) : value },
        })),
      },
      ...cases.map(({ element }) => element),
    ],
  };
};

const share = (name: string, { conforms, claimed, universe }: Share) => ({
  [`${name}.conforms`]: conforms,
  [`${name}.claimed`]: claimed,
  [`${name}.universe`]: universe,
});

const subjectSuite = (each: SubjectReport, report: Report): XmlElement => {
  const { subject, scores } = each;
  const { run } = report;
  const replay = { subjectArguments: run.subjectArguments, seed: run.seed };
  const { notTestable } = subject;
  const start =
    notTestable === undefined
      ? []
      : [
          testCase('START', 'the subject could be tested', 'error', {
            type: notTestable.code,
            message: notTestable.message,
            text: '',
          }),
        ];
  return suite(
    subject.name,
    [...start, ...subject.verdicts.map((verdict) => caseOf(verdict, each, replay))],
    {
      suite: `backproof ${run.suite.version}`,
      seed: run.seed,
      precision: subject.precision,
      ...share('mustClauses', scores.mustClauses),
      ...share('checks', scores.checks),
    },
    report,
  );
};

/** Entries of the list of known discrepancies that fail the run. */
const staleSuites = (report: Report): readonly XmlElement[] => {
  const { stale } = report.known;
  if (stale.length === 0) return [];
  const cases = stale.map(({ entry, why, sentence }) =>
    testCase(entry.clause, entry.check, 'failure', { type: why, message: sentence, text: '' }),
  );
  return [suite('known discrepancies', cases, { suite: `backproof ${report.run.suite.version}` }, report)];
};

/** Every check of every subject, as continuous integration reads it. */
export const junitReport = (report: Report): string =>
  xmlText({
    name: 'testsuites',
    attributes: { name: 'backproof' },
    children: [...report.subjects.map((each) => subjectSuite(each, report)), ...staleSuites(report)],
  });
