/** Verdicts in short. */

import type { Verdict } from '../model/verdict.ts';
import type { VerdictKind } from '../model/verdict-kind.ts';

/** Of one check that judged one number in one run, with some fields replaced. */
export const verdictOf = (kind: VerdictKind, others: Partial<Verdict> = {}): Verdict => ({
  check: 'a-check',
  clause: 'GRAD-WEIGHT',
  title: 'a title',
  verdict: kind,
  message: '',
  runs: 1,
  skipped: {},
  judged: 1,
  unbounded: 0,
  absent: 0,
  ...others,
});
