/** From a failing sample to a smaller one that fails, on the subject itself and within a budget. */

import fc from 'fast-check';
import type { Sample } from '../judge/property.ts';
import type { Code } from '../model/codes.ts';
import type { Discrepancy } from '../model/verdict.ts';
import { costsProcess, type Evaluation, isFailure } from './evaluate.ts';
import { nondeterminismIn } from './nondeterminism.ts';
import type { Put } from './put.ts';
import { lossesIn } from './restart-budget.ts';
import { failAlike } from './tally.ts';

/** Questions that shrinking one failure may ask. */
const budgetOfQuestions = 400;

/** Processes that shrinking one failure may cost; each is started anew, and one that is waited for in vain is slow. */
const budgetOfProcesses = { fast: 24, slow: 4 };

const slow: readonly Code[] = ['TIMEOUT', 'MEMORY', 'TOO-LONG'];

/** How many processes may be lost to a failure while it is shrunk; 0 for one that costs none. */
export const processesFor = (evaluation: Evaluation): number => {
  if (!costsProcess(evaluation)) return 0;
  const isSlow = evaluation.kind === 'fault' && slow.includes(evaluation.code);
  return isSlow ? budgetOfProcesses.slow : budgetOfProcesses.fast;
};

/** The smallest failing sample that was found. */
export interface Smallest {
  readonly put: Put;
  /** fast-check's path to it. */
  readonly path: string;
  readonly shrinks: number;
  /** Questions asked on the way. */
  readonly questions: number;
  /** Where the same questions got other answers the second time: nothing was shrunk then. */
  readonly nondeterminism?: Discrepancy;
  /** True where a fault that cost a process did not come again. */
  readonly isUnrepeated?: boolean;
}

/** What shrinking goes by. */
export interface Shrinking {
  readonly arbitrary: fc.Arbitrary<Sample>;
  readonly seed: number;
  /** Puts a sample to the subject: the failing one again, or one on the way. */
  readonly put: (sample: Sample, stage: 'again' | 'shrinking') => Promise<Put>;
  /** True when there is no time to go on. */
  readonly isHalted: () => boolean;
}

/**
 * Starts at the failing sample at `path`, which is asked again first; smaller ones must fail in the same way.
 * fast-check walks the candidates; once the budget is spent every further one counts as passing, so that what
 * was found last remains. What costs a process is put once more at the end.
 */
export const shrink = async (
  { arbitrary, seed, put, isHalted }: Shrinking,
  path: string,
  failing: Put,
): Promise<Smallest> => {
  let questions = 0;
  let processes = processesFor(failing.evaluation);
  const isCostly = processes > 0;
  let smallest = failing;
  let again: Put | undefined;
  // What nothing reads is shrunk as well, so that the same samples come again and again.
  let shown = '';
  const passed = new Set<string>();
  const passes = async (sample: Sample): Promise<boolean> => {
    const text = JSON.stringify(sample);
    if (text === shown) return false;
    if (passed.has(text)) return true;
    const isSpent = isCostly && processes <= 0;
    if (questions + sample.questions.length > budgetOfQuestions || isSpent || isHalted()) return true;
    const now = await put(sample, again === undefined ? 'again' : 'shrinking');
    questions += sample.questions.length;
    // Each question of a sample may cost one.
    if (costsProcess(now.evaluation)) processes -= Math.max(1, lossesIn(now.replies));
    const isAgain = again === undefined;
    again ??= now;
    if (isAgain && nondeterminismIn(failing, now) !== null) return true;
    if (!failAlike(failing.evaluation, now.evaluation)) {
      passed.add(text);
      return true;
    }
    smallest = now;
    shown = text;
    return false;
  };
  const details = await fc.check(fc.asyncProperty(arbitrary, passes), { seed, path, numRuns: 1 });
  const isFound = smallest !== failing;
  const last = isCostly && isFound && !isHalted() ? await put(smallest.sample, 'shrinking') : again;
  if (last !== again) questions += smallest.sample.questions.length;
  const isUnrepeated = isCostly && last?.evaluation.kind === 'judged' && !isFailure(last.evaluation);
  const nondeterminism = again === undefined ? null : nondeterminismIn(failing, again);
  return {
    put: smallest,
    path: details.counterexamplePath ?? path,
    shrinks: details.numShrinks,
    questions,
    ...(nondeterminism && { nondeterminism }),
    ...(isUnrepeated && { isUnrepeated }),
  };
};
