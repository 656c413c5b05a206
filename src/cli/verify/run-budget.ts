/** When a run ends before everything was put: time, failures, or the user. */

import type { SubjectVerdict } from '../../conformance/verify.ts';
import { isWrong } from '../../judge/exit-code.ts';

export interface BudgetOptions {
  /** Milliseconds for the whole run. */
  readonly time?: number;
  /** Failing checks after which no further sample is put. */
  readonly maxFailures?: number;
}

export interface Budget {
  /** Why no further sample is put; undefined while there is no reason. */
  readonly halt: () => string | undefined;
  readonly count: (verdict: SubjectVerdict) => void;
  /** The user ended the run. */
  readonly interrupt: () => void;
}

/** Starts counting now; failures that are `excused` are none. */
export const budgetOf = (
  { time, maxFailures }: BudgetOptions,
  excused: (failure: SubjectVerdict) => boolean = () => false,
): Budget => {
  const start = performance.now();
  let failures = 0;
  let interrupted = false;
  return {
    halt: () => {
      if (interrupted) return 'not run: interrupted';
      if (maxFailures !== undefined && failures >= maxFailures)
        return `not run: --max-failures ${maxFailures} was reached`;
      return time !== undefined && performance.now() - start >= time
        ? `not run: --time ${time / 1000} was spent`
        : undefined;
    },
    count: (found) => {
      if (isWrong(found.verdict) && !excused(found)) failures += 1;
    },
    interrupt: () => {
      interrupted = true;
    },
  };
};
