/** The end of the report for people: what a run proved, and what it did not. */

import { exitCodes } from '../judge/exit-code.ts';
import type { Verdict } from '../model/verdict.ts';
import { count, total } from './count.ts';
import { escapeLine } from './escape.ts';
import { missingLines } from './missing.ts';
import type { Report, SubjectReport } from './report.ts';
import type { SubjectRun } from './run.ts';
import { paragraph } from './wrap.ts';

/** What is wrong with the list of known discrepancies. */
export const staleLines = ({ known }: Report): readonly string[] =>
  known.stale.length === 0
    ? []
    : [
        '',
        'The list of known discrepancies is stale:',
        ...known.stale.flatMap(({ sentence }) => paragraph(escapeLine(sentence), '  ')),
      ];

const networksAgree = (numbers: string): readonly string[] => [
  'Implementations that share only types agree with each other, with numerical differentiation and',
  `with the worked examples of the documents in all ${numbers} compared, each within a bound`,
  'that was derived for it; the typed form of the delta recursion agrees with them.',
];

const graphsAgree = (numbers: string): readonly string[] => [
  'Reverse mode, forward mode and sums over paths agree with each other and with the worked examples of',
  `the documents on graphs in all ${numbers} compared, each within a bound that was derived for it.`,
];

/** What it means that all of ours conform, which may answer networks, graphs or both. */
const ownProof = (subjects: readonly SubjectRun[], numbers: string): readonly string[] => {
  const graphs = subjects.filter(({ kinds }) => kinds?.includes('graph'));
  if (graphs.length === 0) return networksAgree(numbers);
  if (graphs.length === subjects.length) return graphsAgree(numbers);
  return [
    ...networksAgree(numbers),
    `Graphs are answered alike by ${graphs.map(({ name }) => name).join(', ')}.`,
  ];
};

const conforming = ({ run, subjects }: Report): readonly string[] => {
  const names = run.subjects.map(({ name }) => escapeLine(name)).join(', ');
  const numbers = count(
    total(
      run.subjects.flatMap(({ verdicts }) => verdicts),
      'judged',
    ),
    'number',
  );
  const known = subjects.reduce((sum, each) => sum + each.known.length, 0);
  if (known > 0) return [`NOTHING NEW: ${names}: ${count(known, 'failure')}, listed as known.`];
  return run.subjects.every(({ ours }) => ours)
    ? [`CONFORMS: ${names}.`, ...ownProof(run.subjects, numbers)]
    : [
        `CONFORMS: ${names}: all ${numbers} compared lie within a bound derived for each.`,
        `The bounds assume ${run.assumptions.length} things of a subject, such as rounding to nearest and sums in any order:`,
        'spec/bounds.md, section 1, and --json list them.',
      ];
};

const notTested = ({ run }: Report): string =>
  run.subjects.some(({ notTestable }) => notTestable !== undefined)
    ? 'NOT TESTED: a subject could not be tested at all.'
    : 'NOT TESTED: a subject ended again and again before it had answered anything.';

const wasRun = ({ verdict }: Verdict): boolean => verdict !== 'not-run';

const interrupted = ({ subjects }: Report): string => {
  const left = subjects.reduce(
    (sum, { scores, subject }) => sum + scores.checks.universe - subject.verdicts.filter(wasRun).length,
    0,
  );
  const more = left > 0 ? `; ${count(left, 'check was', 'checks were')} not run` : '';
  return `INTERRUPTED: what was verified until then stands above${more}.`;
};

/** Why samples were not put, where the run was to end early. */
const haltOf = ({ run }: Report): string | undefined =>
  run.subjects
    .flatMap(({ verdicts }) => verdicts)
    .find(({ verdict, code }) => verdict === 'not-run' && code === undefined)?.message;

const isVerified = ({ verdict }: Verdict): boolean => verdict === 'conforms' || verdict === 'discrepant';

/** Those of which not everything that they claim was verified. */
const leftOpen = ({ subjects }: Report): readonly SubjectReport[] =>
  subjects.filter(({ subject, unexercised }) => unexercised.length > 0 || !subject.verdicts.some(isVerified));

const claimsNothing = ({ subject }: SubjectReport): boolean =>
  subject.verdicts.every(({ verdict }) => verdict === 'unsupported');

/** Why not everything was verified, as a clause of a sentence. */
const openReason = (report: Report): string => {
  const open = leftOpen(report);
  if (open.length === 0) return 'there was no subject';
  if (open.every(claimsNothing)) {
    const names = open.map(({ subject }) => escapeLine(subject.name)).join(' and ');
    return `what was selected lies outside what ${names} ${open.length === 1 ? 'claims' : 'claim'}`;
  }
  return open.some(({ unexercised }) => unexercised.length > 0)
    ? 'a clause that was claimed was never exercised'
    : 'no check came to a verdict';
};

const notAllVerified = (report: Report): string => {
  const some = report.run.subjects.some(({ verdicts }) => verdicts.some(isVerified));
  const halt = haltOf(report);
  return (
    `${some ? 'NOT ALL' : 'NOTHING'} VERIFIED: ${openReason(report)}` +
    `${halt === undefined ? '' : ` (${escapeLine(halt)})`}.`
  );
};

const emptyPart = ({ run }: Report): boolean =>
  run.shard !== undefined &&
  total(
    run.subjects.flatMap(({ verdicts }) => verdicts),
    'judged',
  ) === 0;

/** True where it failed, and no answer of it could be judged: of its gradients nothing is known. */
const isUnread = ({ findings, subject }: SubjectReport): boolean =>
  findings.length > 0 && !subject.verdicts.some(isVerified);

const discrepant = ({ run, subjects }: Report): string => {
  const failed = subjects.filter(({ findings }) => findings.length > 0);
  if (!failed.every(isUnread)) return 'DISCREPANT: see the smallest problem and the replay line above.';
  const names = failed.map(({ subject }) => escapeLine(subject.name)).join(' and ');
  const doctor =
    run.subjects.length > 1
      ? ''
      : `; look at the adapter: backproof doctor ${escapeLine(run.subjectArguments)}`;
  return `NO ANSWER JUDGED: nothing that ${names} answered could be judged, right or wrong${doctor}`;
};

const proofOf = (report: Report): readonly string[] => {
  const { exit, known, subjects } = report;
  const failed = subjects.some(({ findings }) => findings.length > 0);
  if (exit === exitCodes.interrupted) return [interrupted(report)];
  if (exit === exitCodes.notTestable) return [notTested(report)];
  if (exit === exitCodes.discrepant && failed) return [discrepant(report)];
  if (exit === exitCodes.discrepant)
    return [`STALE: ${count(known.stale.length, 'entry', 'entries')} of the known discrepancies to look at.`];
  if (exit === exitCodes.nothingVerified) return [notAllVerified(report)];
  if (emptyPart(report))
    return ['NOTHING TO JUDGE in this part of the run: the others have its samples, `backproof report` all.'];
  return conforming(report);
};

/** What the run proved, in its last words; what parts of it are missing. */
export const proofLines = (report: Report): readonly string[] => {
  const missing = missingLines(report.run);
  const isOpen = missing.length > 0 && report.exit === exitCodes.nothingVerified;
  return (isOpen ? missing : [...proofOf(report), ...missing]).flatMap((line) => paragraph(line));
};
