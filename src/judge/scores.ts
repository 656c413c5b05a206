/** How much of the suite a subject holds, by two denominators: what it claims, and everything. */

import type { ProblemKind } from '../model/any-kind.ts';
import type { Verdict } from '../model/verdict.ts';

/** A check that the run selected, whether it came to a verdict or not. */
export interface SelectedCheck {
  /** Id of the property, or `fixture:ID`. */
  readonly id: string;
  readonly clause: string;
  /** What is asked in it; absent: mlp. */
  readonly kind?: ProblemKind;
}

/** Counts with conforms <= claimed <= universe. */
export interface Share {
  readonly conforms: number;
  readonly claimed: number;
  readonly universe: number;
}

/** Over the must clauses that the selected checks test, and over the checks. */
export interface Scores {
  readonly mustClauses: Share;
  readonly checks: Share;
}

type Standing = 'conforms' | 'claimed' | 'unclaimed';

/** Samples inside the subject's claims that it refused to answer when asked. */
const refusals = 'unsupported: ';

/** True where it was asked and refused, though it claims what it was asked. */
export const hasRefusals = ({ skipped }: Verdict): boolean =>
  Object.keys(skipped).some((reason) => reason.startsWith(refusals));

/** Refusing when asked, dying before a check and stopping early all stay claims that were not met. */
const standingOf = (verdict: Verdict | undefined): Standing => {
  if (verdict === undefined || hasRefusals(verdict)) return 'claimed';
  if (verdict.verdict === 'unsupported') return 'unclaimed';
  return verdict.verdict === 'conforms' ? 'conforms' : 'claimed';
};

/** A clause conforms when every check of it that is claimed does. */
const standingTogether = (standings: readonly Standing[]): Standing => {
  const claimed = standings.filter((standing) => standing !== 'unclaimed');
  if (claimed.length === 0) return 'unclaimed';
  return claimed.every((standing) => standing === 'conforms') ? 'conforms' : 'claimed';
};

const shareOf = (standings: readonly Standing[]): Share => ({
  conforms: standings.filter((standing) => standing === 'conforms').length,
  claimed: standings.filter((standing) => standing !== 'unclaimed').length,
  universe: standings.length,
});

/**
 * The scores of one subject.
 *
 * What is skipped never counts as conforming, and what is skipped although it was claimed stays in both
 * denominators: answering less cannot raise a score, only declaring less raises the share of what is claimed.
 */
export const scoresOf = (
  verdicts: readonly Verdict[],
  checks: readonly SelectedCheck[],
  must: ReadonlySet<string>,
): Scores => {
  const standings = checks.map(({ id, clause }) => ({
    clause,
    standing: standingOf(verdicts.find(({ check }) => check === id)),
  }));
  const clauses = [...new Set(checks.map(({ clause }) => clause))].filter((clause) => must.has(clause));
  return {
    mustClauses: shareOf(
      clauses.map((clause) =>
        standingTogether(standings.filter((each) => each.clause === clause).map(({ standing }) => standing)),
      ),
    ),
    checks: shareOf(standings.map(({ standing }) => standing)),
  };
};
