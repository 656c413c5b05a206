/** A run as text for people: a line per subject, what failed and why, and what was proved. */

import { exitCodeOf, unexercisedClauses } from '../judge/exit-code.ts';
import type { Verdict, VerdictKind } from '../model/verdict.ts';
import { verdictKinds } from '../model/verdict.ts';
import { escapeControl } from './escape.ts';
import { kinkLines, powerLines } from './evidence-lines.ts';
import { failureLines, type Replay } from './failure.ts';
import type { Run, SubjectRun } from './run.ts';

const count = (value: number, thing: string): string =>
  `${value.toLocaleString('en-US')} ${thing}${value === 1 ? '' : 's'}`;

const total = (verdicts: readonly Verdict[], field: 'runs' | 'judged' | 'unbounded'): number =>
  verdicts.reduce((sum, verdict) => sum + verdict[field], 0);

const verdictCounts = (verdicts: readonly Verdict[]): string =>
  verdictKinds
    .map((kind): [VerdictKind, number] => [kind, verdicts.filter(({ verdict }) => verdict === kind).length])
    .filter(([, number]) => number > 0)
    .map(([kind, number]) => `${number} ${kind}`)
    .join(', ');

const skippedCounts = (verdicts: readonly Verdict[]): string => {
  const counts = new Map<string, number>();
  for (const { skipped } of verdicts) {
    for (const [reason, number] of Object.entries(skipped))
      counts.set(reason, (counts.get(reason) ?? 0) + number);
  }
  return [...counts].map(([reason, number]) => `${number} skipped ${reason}`).join(', ');
};

const subjectLines = ({ name, precision, verdicts }: SubjectRun): readonly string[] => {
  const clauses = new Set(verdicts.filter(({ judged }) => judged > 0).map(({ clause }) => clause));
  const skipped = skippedCounts(verdicts);
  return [
    `${escapeControl(name)} (${precision}): ${verdictCounts(verdicts)}`,
    `  ${count(verdicts.length, 'check')} on ${count(clauses.size, 'clause')}, ` +
      `${count(total(verdicts, 'runs'), 'sample')}, ${count(total(verdicts, 'judged'), 'number')} compared, ` +
      `${total(verdicts, 'unbounded').toLocaleString('en-US')} without a finite bound${skipped === '' ? '' : `; ${skipped}`}`,
    ...kinkLines(verdicts),
    ...powerLines(verdicts),
  ];
};

const isWrong = ({ verdict }: Verdict): boolean =>
  ['discrepant', 'error', 'timeout', 'malformed'].includes(verdict);

const sizeOf = ({ counterexample }: Verdict): number =>
  counterexample === undefined ? Number.POSITIVE_INFINITY : JSON.stringify(counterexample.problems).length;

const listedFailures = 12;

/** The failure with the smallest problem whole, the others in a line each: they often follow from it. */
const failures = ({ verdicts }: SubjectRun, replay: Replay): readonly string[] => {
  const [first, ...others] = verdicts.filter(isWrong).sort((one, other) => sizeOf(one) - sizeOf(other));
  if (first === undefined) return [];
  const inOrder = verdicts.filter((verdict) => others.includes(verdict));
  const more = inOrder.length - listedFailures;
  return [
    '',
    ...failureLines(first, replay),
    ...(inOrder.length > 0
      ? ['', `  ${count(inOrder.length, 'more check')} failed, perhaps for the same cause:`]
      : []),
    ...inOrder
      .slice(0, listedFailures)
      .map((verdict) => `  ${verdict.clause}, ${verdict.check}: ${escapeControl(verdict.message)}`),
    ...(more > 0 ? [`  and ${more} more; --json has them all, each with its replay path`] : []),
  ];
};

const unverified = ({ verdicts }: SubjectRun): readonly string[] => {
  const clauses = unexercisedClauses(verdicts);
  return clauses.length === 0 ? [] : [`  never exercised: ${clauses.join(', ')}`];
};

const proof = (run: Run): readonly string[] => {
  const verdicts = run.subjects.flatMap((subject) => subject.verdicts);
  const code = exitCodeOf(verdicts);
  if (code === 1) return ['DISCREPANT: see the smallest problem and the replay line above.'];
  if (code === 4) return ['NOTHING VERIFIED: a clause that was claimed was never exercised.'];
  const names = run.subjects.map(({ name }) => escapeControl(name)).join(', ');
  const numbers = count(total(verdicts, 'judged'), 'number');
  return run.subjects.every(({ ours }) => ours)
    ? [
        `CONFORMS: ${names}.`,
        'Implementations that share only types agree with each other, with numerical differentiation and',
        `with the worked examples of the documents in all ${numbers} compared, each within a bound`,
        'that was derived for it; the typed form of the delta recursion agrees with them.',
      ]
    : [
        `CONFORMS: ${names}: all ${numbers} compared lie within a bound derived for each.`,
        `The bounds assume ${run.assumptions.length} things of a subject, such as rounding to nearest and sums in any order:`,
        'spec/bounds.md, section 1, and --json list them.',
      ];
};

/** The whole report, ending in what was proved. */
export const consoleReport = (run: Run): string => {
  const replay = { subjectArguments: run.subjectArguments, seed: run.seed };
  const body = run.subjects.flatMap((subject) => [
    ...subjectLines(subject),
    ...unverified(subject),
    ...failures(subject, replay),
  ]);
  const head = `backproof ${run.suite.version}, seed ${run.seed}, ${count(run.runsPerProperty, 'sample')} per property`;
  return `${[head, '', ...body, '', ...proof(run)].join('\n')}\n`;
};
