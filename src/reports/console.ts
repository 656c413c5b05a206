/** A run as text for people: a line per subject, what failed and why, and what was proved. */

import type { Verdict } from '../model/verdict.ts';
import type { VerdictKind } from '../model/verdict-kind.ts';
import { verdictKinds } from '../model/verdict-kind.ts';
import { adviceFor } from './advice.ts';
import { proofLines, staleLines } from './console-proof.ts';
import { count, total } from './count.ts';
import { escapeLine } from './escape.ts';
import { kinkLines, powerLines } from './evidence-lines.ts';
import { failureLines, type Replay } from './failure.ts';
import type { Finding } from './findings.ts';
import { kindLines } from './kind-lines.ts';
import { matrixLines } from './matrix-lines.ts';
import { noteText } from './notes.ts';
import type { Report, SubjectReport } from './report.ts';
import type { SubjectRun } from './run.ts';
import { scoreLine } from './score-line.ts';
import { paragraph } from './wrap.ts';

const verdictCounts = (verdicts: readonly Verdict[]): string =>
  verdictKinds
    .map((kind): [VerdictKind, number] => [kind, verdicts.filter(({ verdict }) => verdict === kind).length])
    .filter(([, number]) => number > 0)
    .map(([kind, number]) => `${number} ${kind}`)
    .join(', ');

const shownReasons = 5;

const skippedCounts = (verdicts: readonly Verdict[]): string => {
  const counts = new Map<string, number>();
  for (const { skipped } of verdicts) {
    for (const [reason, number] of Object.entries(skipped))
      counts.set(reason, (counts.get(reason) ?? 0) + number);
  }
  const said = [...counts].map(([reason, number]) => `${number} skipped ${escapeLine(reason)}`);
  const more = said.length - shownReasons;
  return [
    ...said.slice(0, shownReasons),
    ...(more > 0 ? [`and for ${count(more, 'other reason')}`] : []),
  ].join(', ');
};

const evidence = ({ verdicts }: SubjectRun): readonly string[] => {
  const clauses = new Set(verdicts.filter(({ judged }) => judged > 0).map(({ clause }) => clause));
  const skipped = skippedCounts(verdicts);
  return [
    ...paragraph(
      `${count(verdicts.length, 'check')} on ${count(clauses.size, 'clause')}, ` +
        `${count(total(verdicts, 'runs'), 'sample')}, ${count(total(verdicts, 'judged'), 'number')} compared, ` +
        `${total(verdicts, 'unbounded').toLocaleString('en-US')} without a finite bound${skipped === '' ? '' : `; ${skipped}`}`,
      '  ',
    ),
    ...kinkLines(verdicts),
    ...powerLines(verdicts),
  ];
};

const shownNotes = 8;

const noteLines = (notes: SubjectReport['notes']): readonly string[] => [
  ...notes.slice(0, shownNotes).flatMap((note) => paragraph(`note: ${noteText(note)}`, '  ')),
  ...(notes.length > shownNotes
    ? [`  and ${count(notes.length - shownNotes, 'other note')}; --json has them all`]
    : []),
];

type NotTestable = NonNullable<SubjectReport['subject']['notTestable']>;

/** Of a subject that was never asked nothing is known, not even its precision. */
const notTestableLines = (name: string, { code, message }: NotTestable): readonly string[] => [
  ...paragraph(`${escapeLine(name)}: not testable: ${escapeLine(message)} [${code}]`),
  ...paragraph(`what to do: ${escapeLine(adviceFor(code, message))}`, '  '),
];

const subjectLines = ({ subject, scores, unexercised, notes }: SubjectReport): readonly string[] => {
  const { name, precision, verdicts, notTestable } = subject;
  if (notTestable !== undefined) return notTestableLines(name, notTestable);
  const head = `${escapeLine(name)} (${escapeLine(precision)})`;
  return [
    ...paragraph(`${head}: ${verdictCounts(verdicts)}`),
    ...evidence(subject),
    ...paragraph(scoreLine(scores), '  '),
    ...noteLines(notes),
    ...(unexercised.length === 0 ? [] : paragraph(`never exercised: ${unexercised.join(', ')}`, '  ')),
  ];
};

const listedFailures = 12;
const wholeFindings = 3;

/** Of several defects in one answer the first stands for all. */
const failureLine = ({ clause, check, message }: Verdict): readonly string[] => {
  const [first = '', ...others] = message.split('\n');
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return paragraph(`${clause}, ${check}: ${escapeLine(first)}${more}`, '  ');
};

/** The failure with the smallest problem whole, the others in a line each: they often follow from it. */
const findingLines = ({ lead, following }: Finding, replay: Replay): readonly string[] => {
  const more = following.length - listedFailures;
  return [
    '',
    ...failureLines(lead, replay),
    ...(following.length > 0
      ? ['', `  ${count(following.length, 'more check')} failed, perhaps for the same cause:`]
      : []),
    ...following.slice(0, listedFailures).flatMap(failureLine),
    ...(more > 0 ? [`  and ${more} more; --json has them all, each with its replay path`] : []),
  ];
};

const knownLines = ({ known }: SubjectReport): readonly string[] =>
  known.flatMap(({ verdict, entry }) => [
    '',
    ...paragraph(`known until ${entry.expires}: ${escapeLine(`${entry.reason} (${entry.link})`)}`, '  '),
    ...failureLine(verdict),
  ]);

const failures = (each: SubjectReport, replay: Replay, several: boolean): readonly string[] => {
  const { findings, known, subject } = each;
  if (findings.length + known.length === 0) return [];
  const more = findings.length - wholeFindings;
  return [
    ...(several ? ['', `${escapeLine(subject.name)}:`] : []),
    ...findings.slice(0, wholeFindings).flatMap((finding) => findingLines(finding, replay)),
    ...(more > 0 ? ['', `  and ${count(more, 'other finding')}; --json has them all`] : []),
    ...knownLines(each),
  ];
};

/** The whole report, ending in what was proved. */
export const consoleReport = (report: Report): string => {
  const { run, subjects } = report;
  const replay = { subjectArguments: run.subjectArguments, seed: run.seed };
  const part = run.shard === undefined ? '' : `, shard ${run.shard.index} of ${run.shard.of}`;
  const head = `backproof ${run.suite.version}, seed ${run.seed}, ${count(run.runsPerProperty, 'sample')} per property${part}`;
  const body = [
    ...subjects.flatMap(subjectLines),
    ...kindLines(subjects),
    ...matrixLines(run.subjects),
    ...subjects.flatMap((each) => failures(each, replay, subjects.length > 1)),
    ...staleLines(report),
  ];
  return `${[head, '', ...body, '', ...proofLines(report)].join('\n')}\n`;
};
