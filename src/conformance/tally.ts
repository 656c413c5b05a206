/** Many evaluations of one check to one verdict. */

import { describeDiscrepancy } from '../judge/describe.ts';
import { sumOfKinks, tallyOf } from '../judge/kink-tally.ts';
import { sumOfPowers } from '../judge/power.ts';
import type { Code } from '../model/codes.ts';
import type { Counterexample, Verdict, VerdictKind } from '../model/verdict.ts';
import { verdictKinds } from '../model/verdict.ts';
import { contradictionIn, type Evaluation } from './evaluate.ts';

const kindOf = (evaluation: Evaluation): VerdictKind => {
  if (evaluation.kind === 'fault') return evaluation.verdict;
  if (evaluation.kind === 'skipped') return 'unsupported';
  if (evaluation.kind === 'saturated') return 'inconclusive';
  const { findings, changedProblem } = evaluation;
  if (findings.wrong > 0 || changedProblem || contradictionIn(evaluation) !== undefined) return 'discrepant';
  if (findings.judged > 0) return 'conforms';
  return findings.unbounded > 0 ? 'inconclusive' : 'unsupported';
};

/** The first of the kinds in the order of precedence. */
const worst = (kinds: readonly VerdictKind[]): VerdictKind =>
  verdictKinds.find((kind) => kinds.includes(kind)) ?? 'not-run';

const often = (failed: number, runs: number): string =>
  runs > 1 ? `; wrong in ${failed} of ${runs} problems` : '';

/** Where no choice at the kinks explains the answer, whichever the expected values shown were computed with. */
const atKinkSuffix = (shown: Evaluation | undefined): string =>
  shown?.kind === 'judged' && shown.kinks.some(({ by }) => by === 'outside')
    ? '; no derivative that the chain rule allows at the kink explains it'
    : '';

const messageOf = (
  verdict: VerdictKind,
  shown: Evaluation | undefined,
  failed: number,
  runs: number,
): string => {
  if (shown?.kind === 'fault') return shown.message;
  if (shown?.kind === 'judged' && shown.changedProblem) return 'wrote into the problem it was given';
  const [first] = shown?.kind === 'judged' ? shown.findings.discrepancies : [];
  if (first !== undefined) return `${describeDiscrepancy(first, failed, runs)}${atKinkSuffix(shown)}`;
  const contradiction = shown && contradictionIn(shown);
  if (contradiction !== undefined) return `${contradiction}${often(failed, runs)}`;
  if (shown?.kind === 'skipped' || shown?.kind === 'saturated') return shown.reason;
  if (verdict === 'unsupported') return 'the answers do not have the numbers this is about';
  return verdict === 'inconclusive' ? 'no finite bound could be derived for any entry' : '';
};

const codeOf = (shown: Evaluation | undefined): { readonly code?: Code } => {
  if (shown?.kind === 'fault') return { code: shown.code };
  if (shown?.kind === 'saturated') return { code: 'SATURATED' };
  if (shown?.kind !== 'judged') return {};
  if (shown.changedProblem) return { code: 'IMPURE' };
  const [first] = shown.findings.discrepancies;
  if (first === undefined) return contradictionIn(shown) === undefined ? {} : { code: 'CONVENTION' };
  return { code: Number.isFinite(first.got) ? 'WRONG-VALUE' : 'NOT-FINITE' };
};

const sum = (evaluations: readonly Evaluation[], field: 'judged' | 'unbounded' | 'absent'): number =>
  evaluations.reduce((total, each) => total + (each.kind === 'judged' ? each.findings[field] : 0), 0);

const countSkipped = (evaluations: readonly Evaluation[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const each of evaluations) {
    if (each.kind === 'skipped') counts[each.reason] = (counts[each.reason] ?? 0) + 1;
  }
  return counts;
};

/** Bounds, kinks and what was left open, over every evaluation that was judged. */
const summaryOf = (evaluations: readonly Evaluation[]): Pick<Verdict, 'inconclusive' | 'power' | 'kinks'> => {
  const judged = evaluations.flatMap((each) => (each.kind === 'judged' ? [each] : []));
  const kinks = judged.flatMap((each) => each.kinks);
  return {
    inconclusive: evaluations.filter((each) => kindOf(each) === 'inconclusive').length,
    power: sumOfPowers(judged.map(({ findings }) => findings.power)),
    ...(kinks.length > 0 && { kinks: sumOfKinks(kinks.map(tallyOf)) }),
  };
};

export interface Check {
  readonly id: string;
  readonly clause: string;
  readonly title: string;
}

/** The verdict on a check, given all its evaluations and, after a failure, the smallest case found. */
export const verdictOf = (
  { id, clause, title }: Check,
  evaluations: readonly Evaluation[],
  smallest?: { readonly evaluation: Evaluation; readonly counterexample: Counterexample },
): Verdict => {
  const kinds = evaluations.map(kindOf);
  const verdict = worst(kinds);
  const shown = smallest?.evaluation ?? evaluations.find((_, index) => kinds[index] === verdict);
  const failed = kinds.filter((kind) => kind === verdict).length;
  return {
    check: id,
    clause,
    title,
    verdict,
    ...codeOf(shown),
    message: messageOf(verdict, shown, failed, evaluations.length),
    runs: evaluations.filter(({ kind }) => kind !== 'skipped').length,
    skipped: countSkipped(evaluations),
    judged: sum(evaluations, 'judged'),
    unbounded: sum(evaluations, 'unbounded'),
    absent: sum(evaluations, 'absent'),
    ...summaryOf(evaluations),
    ...(smallest && { counterexample: smallest.counterexample }),
  };
};
