/** Several checks that fail for one cause are one finding. */

import { isWrong } from '../judge/exit-code.ts';
import { codeOfFailure } from '../judge/fingerprint.ts';
import type { Verdict } from '../model/verdict.ts';

/** The failures of one subject that probably have one cause. */
export interface Finding {
  /** The clause to look at for wrong numbers, the code for faults. */
  readonly cause: string;
  /** The failure that shows most: one that is diagnosed, a wrong derivative rather than a broken relation, small. */
  readonly lead: Verdict;
  /** The others, in the order of the suite. */
  readonly following: readonly Verdict[];
}

const sizeOf = ({ counterexample }: Verdict): number =>
  counterexample === undefined ? Number.POSITIVE_INFINITY : JSON.stringify(counterexample.problems).length;

/** True where a number itself was compared, so that the failure can say what it should have been. */
const isPlain = ({ counterexample }: Verdict): boolean =>
  counterexample?.discrepancies.some(({ relation }) => relation === undefined) ?? false;

/** True where one known mistake explains the answers. */
const isDiagnosed = ({ counterexample }: Verdict): boolean => counterexample?.diagnosis?.causes.length === 1;

/** True where the answers change by themselves: whatever else is wrong with them may follow from that. */
const isChanging = ({ code, counterexample }: Verdict): boolean =>
  code === 'NONDETERMINISTIC' || (code === 'IMPURE' && (counterexample?.discrepancies.length ?? 0) > 0);

/** The check that asks one question several times says most about answers that change. */
const isPurity = (verdict: Verdict): boolean => isChanging(verdict) && verdict.clause === 'PURE';

const byEvidence = (one: Verdict, other: Verdict): number =>
  Number(isPurity(other)) - Number(isPurity(one)) ||
  Number(isChanging(other)) - Number(isChanging(one)) ||
  Number(isDiagnosed(other)) - Number(isDiagnosed(one)) ||
  Number(isPlain(other)) - Number(isPlain(one)) ||
  sizeOf(one) - sizeOf(other);

/**
 * Wrong numbers are put together, whatever they are wrong in: one mistake shows in many clauses. Where one is
 * named that explains the answers, answers that change are another.
 */
const kindsAmong = (failures: readonly Verdict[]): ((verdict: Verdict) => string) => {
  const isNamed = failures.some((verdict) => isDiagnosed(verdict) && !isChanging(verdict));
  return (verdict) => {
    if (verdict.verdict !== 'discrepant') return codeOfFailure(verdict);
    return isNamed && isChanging(verdict) ? 'changes' : 'numbers';
  };
};

const causeOf = (lead: Verdict): string => {
  if (lead.verdict !== 'discrepant') return codeOfFailure(lead);
  return lead.counterexample?.location?.clause ?? lead.clause;
};

const findingOf = (failures: readonly Verdict[]): readonly Finding[] => {
  const [lead] = [...failures].sort(byEvidence);
  return lead === undefined
    ? []
    : [{ cause: causeOf(lead), lead, following: failures.filter((verdict) => verdict !== lead) }];
};

/** The failures among the verdicts of one subject by cause: changing answers first, then small problems. */
export const findingsOf = (verdicts: readonly Verdict[]): readonly Finding[] => {
  const failures = verdicts.filter(isWrong);
  const kindOf = kindsAmong(failures);
  const kinds = [...new Set(failures.map(kindOf))];
  return kinds
    .flatMap((kind) => findingOf(failures.filter((verdict) => kindOf(verdict) === kind)))
    .sort(
      ({ lead: one }, { lead: other }) =>
        Number(isChanging(other)) - Number(isChanging(one)) || sizeOf(one) - sizeOf(other),
    );
};
