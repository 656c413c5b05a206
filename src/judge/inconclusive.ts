/** How much of a run ended without a conclusion. */

import type { Verdict } from '../model/verdict.ts';

/** Shares between 0 and 1. */
export interface InconclusiveShare {
  /** Of the samples that were put to the subject, those of which nothing could be concluded. */
  readonly samples: number;
  /** Of the numbers that were there to be compared, those without a finite bound. */
  readonly numbers: number;
}

const total = (verdicts: readonly Verdict[], of: (verdict: Verdict) => number): number =>
  verdicts.reduce((sum, verdict) => sum + of(verdict), 0);

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** The shares over all verdicts of a subject. */
export const inconclusiveShare = (verdicts: readonly Verdict[]): InconclusiveShare => {
  const judged = total(verdicts, (verdict) => verdict.judged);
  const unbounded = total(verdicts, (verdict) => verdict.unbounded);
  const inconclusive = total(verdicts, (verdict) => verdict.inconclusive ?? 0);
  return {
    samples: share(
      inconclusive,
      total(verdicts, ({ runs }) => runs),
    ),
    numbers: share(unbounded, judged + unbounded),
  };
};
