/** From a failing sample to a smaller one that fails, on the subject itself and within a budget. */

import fc from 'fast-check';
import type { Sample } from '../judge/property.ts';
import type { Discrepancy } from '../model/verdict.ts';
import { nondeterminismIn } from './nondeterminism.ts';
import type { Put } from './put.ts';
import { failAlike } from './tally.ts';

/** Questions that shrinking one failure may ask. */
const budgetOfQuestions = 400;

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
}

export interface Shrinking {
  readonly arbitrary: fc.Arbitrary<Sample>;
  readonly seed: number;
  /** Puts a sample to the subject: the failing one again, or one on the way. */
  readonly put: (sample: Sample, stage: 'again' | 'shrinking') => Promise<Put>;
  /** True when there is no time to go on. */
  readonly isHalted: () => boolean;
}

/**
 * Starts at the failing sample at `path`, which is asked again first; smaller ones must fail in the same way. fast-check walks the candidates; once
 * the budget is spent every further one counts as passing, so that what was found last remains.
 */
export const shrink = async (
  { arbitrary, seed, put, isHalted }: Shrinking,
  path: string,
  failing: Put,
): Promise<Smallest> => {
  let questions = 0;
  let smallest = failing;
  let again: Put | undefined;
  // What nothing reads is shrunk as well, so that the same samples come again and again.
  let shown = '';
  const passed = new Set<string>();
  const passes = async (sample: Sample): Promise<boolean> => {
    const text = JSON.stringify(sample);
    if (text === shown) return false;
    if (passed.has(text)) return true;
    if (questions + sample.questions.length > budgetOfQuestions || isHalted()) return true;
    const now = await put(sample, again === undefined ? 'again' : 'shrinking');
    questions += sample.questions.length;
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
  const nondeterminism = again === undefined ? null : nondeterminismIn(failing, again);
  return {
    put: smallest,
    path: details.counterexamplePath ?? path,
    shrinks: details.numShrinks,
    questions,
    ...(nondeterminism && { nondeterminism }),
  };
};
