/** Many evaluations of one check to one verdict. */

import { sumOfKinks, tallyOf } from '../judge/kink-tally.ts';
import { sumOfPowers } from '../judge/power.ts';
import type { Verdict } from '../model/verdict.ts';
import type { VerdictKind } from '../model/verdict-kind.ts';
import { verdictKinds } from '../model/verdict-kind.ts';
import { contradictionIn, type Evaluation, isFailure } from './evaluate.ts';
import { codeOf, type Failing, messageOf } from './sentence.ts';

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

/** The first failure of the kind that the verdict will be of: it stands for the verdict. */
export const failureShown = <T extends { readonly evaluation: Evaluation }>(
  all: readonly T[],
): T | undefined => {
  const failures = all.filter(({ evaluation }) => isFailure(evaluation));
  const kind = worst(failures.map(({ evaluation }) => kindOf(evaluation)));
  return failures.find(({ evaluation }) => kindOf(evaluation) === kind);
};

/**
 * True where both are failures of one kind and code: then one may stand for the other. A subject that dies while
 * something smaller is looked for, or is not asked any more, did not fail in the way that is looked into.
 */
export const failAlike = (one: Evaluation, other: Evaluation): boolean =>
  isFailure(one) &&
  isFailure(other) &&
  kindOf(one) === kindOf(other) &&
  codeOf({ evaluation: one }).code === codeOf({ evaluation: other }).code;

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

/** Bounds, kinks, what was left open and what changed a little, over every evaluation that was judged. */
const summaryOf = (
  evaluations: readonly Evaluation[],
): Pick<Verdict, 'inconclusive' | 'power' | 'kinks' | 'repetitions'> => {
  const judged = evaluations.flatMap((each) => (each.kind === 'judged' ? [each] : []));
  const kinks = judged.flatMap((each) => each.kinks);
  const repetitions = judged.flatMap(({ findings: { repetition } }) =>
    repetition?.way === 'within' ? [repetition] : [],
  );
  const [first] = repetitions;
  return {
    inconclusive: evaluations.filter((each) => kindOf(each) === 'inconclusive').length,
    power: sumOfPowers(judged.map(({ findings }) => findings.power)),
    ...(kinks.length > 0 && { kinks: sumOfKinks(kinks.map(tallyOf)) }),
    ...(first && { repetitions: { problems: repetitions.length, first } }),
  };
};

/** What a verdict is told of. */
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
