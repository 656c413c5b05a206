/** Counts in words. */

import type { Verdict } from '../model/verdict.ts';

/** `1,601 samples`, `1 check` */
export const count = (value: number, thing: string, things = `${thing}s`): string =>
  `${value.toLocaleString('en-US')} ${value === 1 ? thing : things}`;

/** The sum of one count over verdicts. */
export const total = (verdicts: readonly Verdict[], field: 'runs' | 'judged' | 'unbounded'): number =>
  verdicts.reduce((sum, verdict) => sum + verdict[field], 0);
