/** A run as Markdown for a step's summary or a comment, never longer than 60 KiB. */

import type { Share } from '../judge/scores.ts';
import { clip } from './escape.ts';
import { failureLines, type Replay } from './failure.ts';
import type { Finding } from './findings.ts';
import { headline } from './headline.ts';
import { code, codeBlock, codeCell } from './markdown-text.ts';
import { legendOf, matrixOf, signs } from './matrix.ts';
import { missingLines } from './missing.ts';
import type { Report, SubjectReport } from './report.ts';

/** GitHub refuses a comment above 65,536 characters. */
const mostBytes = 60 * 1024;

const listedSubjects = 50;
const longestName = 60;
const longestDetail = 6000;
const listedChecks = 20;

const nameOf = ({ subject }: SubjectReport): string => clip(subject.name, longestName);

const cells = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  cells(head),
  cells(head.map(() => '---')),
  ...rows.map(cells),
];

const both = ({ conforms, claimed, universe }: Share): string =>
  `${conforms} / ${claimed}, ${conforms} / ${universe}`;

const scoreTable = ({ subjects }: Report): readonly string[] => [
  ...table(
    ['subject', 'must clauses: of claimed, of all', 'checks: of claimed, of all', 'findings', 'known'],
    subjects
      .slice(0, listedSubjects)
      .map((each) => [
        codeCell(nameOf(each)),
        both(each.scores.mustClauses),
        both(each.scores.checks),
        each.subject.notTestable === undefined ? String(each.findings.length) : 'not testable',
        String(each.known.length),
      ]),
  ),
  ...(subjects.length > listedSubjects ? ['', `and ${subjects.length - listedSubjects} more subjects`] : []),
];

const matrix = ({ run }: Report): readonly string[] => {
  const all = matrixOf(run.subjects);
  const rows = all.filter(({ kinds }) => kinds.some((kind) => kind !== 'conforms' && kind !== null));
  if (run.subjects.length < 2 || rows.length === 0) return [];
  return [
    '### Clauses and subjects',
    '',
    ...table(
      ['clause', ...run.subjects.map((_, index) => String(index + 1))],
      rows.map(({ clause, kinds }) => [
        clause,
        ...kinds.map((kind) => (kind === null ? '' : code(signs[kind]))),
      ]),
    ),
    '',
    `Subjects in the order of the table above; ${legendOf(rows)}. The other ${all.length - rows.length} clauses conform in all.`,
  ];
};

const checkLine = (clause: string, check: string, message: string): string =>
  `- ${clause}, ${code(check)}: ${code(message)}`;

const finding = ({ cause, lead, following }: Finding, name: string, replay: Replay): readonly string[] => [
  `### ${cause} in ${code(name)}`,
  '',
  ...codeBlock([clip(failureLines(lead, replay).join('\n'), longestDetail)]),
  ...(following.length > 0 ? ['', `${following.length} more failed, perhaps for the same cause:`, ''] : []),
  ...following
    .slice(0, listedChecks)
    .map(({ clause, check, message }) => checkLine(clause, check, clip(message, 200))),
  ...(following.length > listedChecks ? [`- and ${following.length - listedChecks} more`] : []),
];

const known = (each: SubjectReport): readonly string[] => [
  `### Known in ${code(nameOf(each))}`,
  '',
  ...each.known.map(({ verdict, entry }) =>
    checkLine(
      verdict.clause,
      verdict.check,
      `${clip(verdict.message, 200)}; until ${entry.expires}: ${entry.reason} (${entry.link})`,
    ),
  ),
];

const stale = ({ known: { stale: entries } }: Report): readonly string[] =>
  entries.length === 0
    ? []
    : ['### Stale known discrepancies', '', ...entries.map(({ sentence }) => `- ${code(sentence)}`)];

const notTestable = (each: SubjectReport): readonly string[] =>
  each.subject.notTestable === undefined
    ? []
    : [`### Not testable: ${code(nameOf(each))}`, '', code(each.subject.notTestable.message)];

/** What may be left out, the most telling first. */
const details = (report: Report): readonly (readonly string[])[] => {
  const replay = { subjectArguments: report.run.subjectArguments, seed: report.run.seed };
  const { subjects } = report;
  return [
    ...subjects.map(notTestable),
    ...subjects.flatMap((each) => each.findings.slice(0, 1).map((one) => finding(one, nameOf(each), replay))),
    stale(report),
    matrix(report),
    ...subjects.flatMap((each) => each.findings.slice(1).map((one) => finding(one, nameOf(each), replay))),
    ...subjects.filter((each) => each.known.length > 0).map(known),
  ].filter((lines) => lines.length > 0);
};

const bytes = (lines: readonly string[]): number => Buffer.byteLength(`${lines.join('\n')}\n\n`);

const leftOut = (count: number): readonly string[] => [
  `${count} detail${count === 1 ? ' was' : 's were'} left out to stay within 60 KiB; the JSON report has everything.`,
];

/** Head and scores, then as many details as there is room for, each whole. */
export const markdownReport = (report: Report): string => {
  const { run } = report;
  const head = [
    `## backproof ${run.suite.version}: ${headline(report)}`,
    '',
    `Seed ${run.seed}, ${run.runsPerProperty} samples per property.`,
    '',
    ...missingLines(run).flatMap((line) => [line, '']),
    ...scoreTable(report),
  ];
  const shown: (readonly string[])[] = [head];
  let room = mostBytes - bytes(head) - bytes(leftOut(Number.MAX_SAFE_INTEGER));
  const all = details(report);
  for (const detail of all) {
    if (bytes(detail) > room) continue;
    room -= bytes(detail);
    shown.push(detail);
  }
  const dropped = all.length - (shown.length - 1);
  if (dropped > 0) shown.push(leftOut(dropped));
  return `${shown.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};
