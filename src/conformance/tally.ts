/** Many evaluations of one check to one verdict. */

import { describeDiscrepancy } from '../judge/describe.ts';
import { sumOfKinks, tallyOf } from '../judge/kink-tally.ts';
import { sumOfPowers } from '../judge/power.ts';
import type { Code } from '../model/codes.ts';
import { formatPath } from '../model/path.ts';
import type { Counterexample, Discrepancy, Verdict, VerdictKind } from '../model/verdict.ts';
import { verdictKinds } from '../model/verdict.ts';
import { contradictionIn, type Evaluation } from './evaluate.ts';

/** The verdict on one sample alone. */
export const kindOf = (evaluation: Evaluation): VerdictKind => {
  if (evaluation.kind === 'fault') return evaluation.verdict;
  if (evaluation.kind === 'not-run') return 'not-run';
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

/** `weights[0][0][0] is 0.5, and 0.7 when the same question was asked again` */
const otherwise = ({ path, expected, got }: Discrepancy): string =>
  `${formatPath(path).replace(/^gradients\./, '')} is ${expected}, and ${got} when the same question was asked again`;

/** Where no choice at the kinks explains the answer, whichever the expected values shown were computed with. */
const atKinkSuffix = (shown: Evaluation | undefined): string =>
  shown?.kind === 'judged' && shown.kinks.some(({ by }) => by === 'outside')
    ? '; no derivative that the chain rule allows at the kink explains it'
    : '';

const messageOf = (
  verdict: VerdictKind,
  { evaluation: shown, nondeterminism }: Partial<Shown>,
  failed: number,
  runs: number,
): string => {
  if (nondeterminism !== undefined) return `${otherwise(nondeterminism)}${often(failed, runs)}`;
  if (shown?.kind === 'fault') return shown.message;
  if (shown?.kind === 'judged' && shown.changedProblem) return 'wrote into the problem it was given';
  const [first] = shown?.kind === 'judged' ? shown.findings.discrepancies : [];
  if (first !== undefined) return `${describeDiscrepancy(first, failed, runs)}${atKinkSuffix(shown)}`;
  const contradiction = shown && contradictionIn(shown);
  if (contradiction !== undefined) return `${contradiction}${often(failed, runs)}`;
  if (shown !== undefined && 'reason' in shown) return shown.reason;
  if (verdict === 'unsupported') return 'the answers do not have the numbers this is about';
  return verdict === 'inconclusive' ? 'no finite bound could be derived for any entry' : '';
};

const codeOf = ({ evaluation: shown, nondeterminism }: Partial<Shown>): { readonly code?: Code } => {
  if (nondeterminism !== undefined) return { code: 'NONDETERMINISTIC' };
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

const wasNotPut = (each: Evaluation): each is Extract<Evaluation, { kind: 'skipped' | 'not-run' }> =>
  each.kind === 'skipped' || each.kind === 'not-run';

const countSkipped = (evaluations: readonly Evaluation[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const each of evaluations) {
    if (wasNotPut(each)) counts[each.reason] = (counts[each.reason] ?? 0) + 1;
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

/** The evaluation that stands for a verdict. */
interface Shown {
  readonly evaluation: Evaluation;
  /** Where the same questions, asked again, were answered otherwise. */
  readonly nondeterminism?: Discrepancy;
}

/** The smallest failing case of a check. */
export interface Failing extends Shown {
  readonly counterexample: Counterexample;
}

export interface Check {
  readonly id: string;
  readonly clause: string;
  readonly title: string;
}

/** The verdict on a check, given all its evaluations and, after a failure, the smallest case found. */
export const verdictOf = (
  { id, clause, title }: Check,
  evaluations: readonly Evaluation[],
  smallest?: Failing,
): Verdict => {
  const kinds = evaluations.map(kindOf);
  const verdict = worst(kinds);
  const first = evaluations.find((_, index) => kinds[index] === verdict);
  const shown = smallest ?? (first === undefined ? {} : { evaluation: first });
  const failed = kinds.filter((kind) => kind === verdict).length;
  return {
    check: id,
    clause,
    title,
    verdict,
    ...codeOf(shown),
    message: messageOf(verdict, shown, failed, evaluations.length),
    runs: evaluations.filter((each) => !wasNotPut(each)).length,
    skipped: countSkipped(evaluations),
    judged: sum(evaluations, 'judged'),
    unbounded: sum(evaluations, 'unbounded'),
    absent: sum(evaluations, 'absent'),
    ...summaryOf(evaluations),
    ...(smallest && { counterexample: smallest.counterexample }),
  };
};
