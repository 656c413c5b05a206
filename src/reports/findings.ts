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

const byEvidence = (one: Verdict, other: Verdict): number =>
  Number(isDiagnosed(other)) - Number(isDiagnosed(one)) ||
  Number(isPlain(other)) - Number(isPlain(one)) ||
  sizeOf(one) - sizeOf(other);

/** Wrong numbers are put together, whatever they are wrong in: one mistake shows in many clauses. */
const kindOf = (verdict: Verdict): string =>
  verdict.verdict === 'discrepant' ? 'numbers' : codeOfFailure(verdict);

const findingOf = (failures: readonly Verdict[]): readonly Finding[] => {
  const [lead] = [...failures].sort(byEvidence);
  if (lead === undefined) return [];
  const cause =
    lead.verdict === 'discrepant'
      ? (lead.counterexample?.location?.clause ?? lead.clause)
      : codeOfFailure(lead);
  return [{ cause, lead, following: failures.filter((verdict) => verdict !== lead) }];
};

/** The failures among the verdicts of one subject by cause, the one with the smallest problem first. */
export const findingsOf = (verdicts: readonly Verdict[]): readonly Finding[] => {
  const failures = verdicts.filter(isWrong);
  const kinds = [...new Set(failures.map(kindOf))];
  return kinds
    .flatMap((kind) => findingOf(failures.filter((verdict) => kindOf(verdict) === kind)))
    .sort((one, other) => sizeOf(one.lead) - sizeOf(other.lead));
};
