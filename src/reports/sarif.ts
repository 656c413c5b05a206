/** A run as SARIF 2.1.0: the clauses as rules, the failures as results. */

import { isWrong } from '../judge/exit-code.ts';
import { fingerprintOf } from '../judge/fingerprint.ts';
import type { Verdict } from '../model/verdict.ts';
import { escapeLine } from './escape.ts';
import { jsonText } from './json.ts';
import type { Report, SubjectReport } from './report.ts';
import type { ReportClause } from './run.ts';

const schema = 'https://json.schemastore.org/sarif-2.1.0.json';

const levels: Readonly<Record<ReportClause['level'], 'error' | 'warning' | 'note'>> = {
  must: 'error',
  should: 'warning',
  note: 'note',
};

const ruleOf = ({ id, level, statement, formula }: ReportClause): object => ({
  id,
  shortDescription: { text: statement },
  help: { text: formula === '' ? statement : `${statement}\n\n${formula}\n\nbackproof explain ${id}` },
  defaultConfiguration: { level: levels[level] },
});

/** Relative, without steps upwards, and encoded: what it cannot be is left out. */
const uriOf = (file: string): string | undefined => {
  const steps = file
    .replaceAll('\\', '/')
    .split('/')
    .filter((step) => step !== '.' && step !== '');
  const outside =
    file.startsWith('/') || /^[A-Za-z]:/.test(file) || steps.includes('..') || steps.length === 0;
  return outside ? undefined : steps.map((step) => encodeURIComponent(escapeLine(step))).join('/');
};

const locationOf = ({ name, file }: SubjectReport['subject']): object => {
  const uri = file === undefined ? undefined : uriOf(file);
  return {
    ...(uri !== undefined && { physicalLocation: { artifactLocation: { uri }, region: { startLine: 1 } } }),
    logicalLocations: [{ name: escapeLine(name), kind: 'module' }],
  };
};

const resultOf = (verdict: Verdict, each: SubjectReport, rules: readonly string[]): object => {
  const { clause, check, code, message } = verdict;
  const listed = each.known.find((known) => known.verdict === verdict);
  const finding = each.findings.find(
    ({ lead, following }) => lead === verdict || following.includes(verdict),
  );
  const ruleIndex = rules.indexOf(clause);
  return {
    ruleId: clause,
    ...(ruleIndex >= 0 && { ruleIndex }),
    level: 'error',
    message: { text: escapeLine(`${check}: ${message}${code === undefined ? '' : ` [${code}]`}`) },
    locations: [locationOf(each.subject)],
    partialFingerprints: { 'backproof/v1': escapeLine(`${each.subject.name}/${fingerprintOf(verdict)}`) },
    ...(finding !== undefined && { properties: { cause: finding.cause, foundBy: finding.lead.check } }),
    ...(listed !== undefined && {
      suppressions: [
        {
          kind: 'external',
          status: 'accepted',
          justification: escapeLine(
            `${listed.entry.reason} (${listed.entry.link}), until ${listed.entry.expires}`,
          ),
        },
      ],
    }),
  };
};

const notifications = ({ subjects, known }: Report): readonly object[] => [
  ...subjects.flatMap(({ subject: { name, notTestable } }) =>
    notTestable === undefined
      ? []
      : [
          {
            level: 'error',
            descriptor: { id: notTestable.code },
            message: { text: escapeLine(`${name}: ${notTestable.message}`) },
          },
        ],
  ),
  ...known.stale.map(({ sentence }) => ({ level: 'error', message: { text: escapeLine(sentence) } })),
];

/** One run with one result per failure; what is listed as known is suppressed, with its reason. */
export const sarifReport = (report: Report): string => {
  const { run, subjects, clauses, exit, now } = report;
  const rules = clauses.map(({ id }) => id);
  return jsonText({
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'backproof',
            version: run.suite.version,
            semanticVersion: run.suite.version,
            rules: clauses.map(ruleOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: exit === 0 || exit === 1,
            exitCode: exit,
            endTimeUtc: now.toISOString(),
            toolExecutionNotifications: notifications(report),
          },
        ],
        results: subjects.flatMap((each) =>
          each.subject.verdicts.filter(isWrong).map((verdict) => resultOf(verdict, each, rules)),
        ),
        properties: {
          scores: subjects.map(({ subject, scores }) => ({ subject: escapeLine(subject.name), ...scores })),
        },
      },
    ],
  });
};
