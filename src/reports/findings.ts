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

/** The one known mistake that explains the answers. */
const namedCause = ({ counterexample }: Verdict): string | undefined => {
  const [cause, ...others] = counterexample?.diagnosis?.causes ?? [];
  return others.length === 0 ? cause?.id : undefined;
};

/** True where one known mistake explains the answers. */
const isDiagnosed = (verdict: Verdict): boolean => namedCause(verdict) !== undefined;

const isWrongValue = ({ verdict }: Verdict): boolean => verdict === 'discrepant';

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

/** Codes of faults that the same mistake explains as wrong numbers: some of them, and no other mistake any. */
const faultsExplained = (failures: readonly Verdict[]): ReadonlySet<string> => {
  const causesOf = (of: readonly Verdict[]) => new Set(of.flatMap((each) => namedCause(each) ?? []));
  const named = causesOf(failures.filter(isWrongValue));
  const codes = new Set(failures.filter((each) => !isWrongValue(each)).map(codeOfFailure));
  return new Set(
    [...codes].filter((code) => {
      const causes = causesOf(failures.filter((each) => codeOfFailure(each) === code));
      return causes.size > 0 && [...causes].every((cause) => named.has(cause));
    }),
  );
};

/**
 * Wrong numbers are put together, whatever they are wrong in: one mistake shows in many clauses, and where the
 * same one is named of a fault, in the fault. Where one is
 * named that explains the answers, answers that change are another.
 */
const kindsAmong = (failures: readonly Verdict[]): ((verdict: Verdict) => string) => {
  const isNamed = failures.some((verdict) => isDiagnosed(verdict) && !isChanging(verdict));
  const explained = faultsExplained(failures);
  return (verdict) => {
    if (!isWrongValue(verdict))
      return explained.has(codeOfFailure(verdict)) ? 'numbers' : codeOfFailure(verdict);
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
