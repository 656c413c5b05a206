/** Clauses down, subjects across: one sign per verdict. */

import type { Verdict } from '../model/verdict.ts';
import type { VerdictKind } from '../model/verdict-kind.ts';
import { verdictKinds } from '../model/verdict-kind.ts';
import type { SubjectRun } from './run.ts';

/** What stands for a verdict in a cell. */
export const signs: Readonly<Record<VerdictKind, string>> = {
  discrepant: 'X',
  error: 'E',
  timeout: 'T',
  malformed: 'M',
  conforms: '+',
  inconclusive: '?',
  unsupported: '-',
  'not-run': '.',
};

/** One clause: the worst verdict of each subject on it in their order; null: of a kind that it does not claim. */
export interface MatrixRow {
  readonly clause: string;
  readonly kinds: readonly (VerdictKind | null)[];
}

const worstOn = (clause: string, verdicts: readonly Verdict[]): VerdictKind => {
  const kinds = verdicts.filter((each) => each.clause === clause).map(({ verdict }) => verdict);
  return verdictKinds.find((kind) => kinds.includes(kind)) ?? 'not-run';
};

const claimed = ({ kinds = ['mlp'] }: SubjectRun) => kinds;

/** True where the clause is tested on kinds of problems of which the subject claims none. */
const isOfOthers = (clause: string, subject: SubjectRun, subjects: readonly SubjectRun[]): boolean => {
  const asked = subjects.filter(({ verdicts }) => verdicts.some((each) => each.clause === clause));
  return !asked.flatMap(claimed).some((kind) => claimed(subject).includes(kind));
};

/** Every clause that a verdict is on, in the order of the suite. */
export const matrixOf = (subjects: readonly SubjectRun[]): readonly MatrixRow[] => {
  const clauses = new Set(subjects.flatMap(({ verdicts }) => verdicts.map(({ clause }) => clause)));
  return [...clauses].map((clause) => ({
    clause,
    kinds: subjects.map((subject) =>
      isOfOthers(clause, subject, subjects) ? null : worstOn(clause, subject.verdicts),
    ),
  }));
};

/** The sign of a cell; nothing for what is of another kind. */
export const signOf = (kind: VerdictKind | null): string => (kind === null ? '' : signs[kind]);

/** `X discrepant, + conforms`: the signs that the rows have. */
export const legendOf = (rows: readonly MatrixRow[]): string =>
  verdictKinds
    .filter((kind) => rows.some(({ kinds }) => kinds.includes(kind)))
    .map((kind) => `${signs[kind]} ${kind}`)
    .join(', ');
