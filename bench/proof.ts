/**
 * A contestant takes part in a size only if its gradient there is ours: entry by entry within the sum of
 * the project's derived bounds, of its precision and of float64 for the reference.
 */

import { float64 } from '../src/arithmetic/float64.ts';
import { boundAnswer } from '../src/bounds/bound-answer.ts';
import { precision } from '../src/bounds/precision.ts';
import { gradient } from '../src/gradients/delta-recursion/gradient.ts';
import { type Answer, isRefusal, type TracedAnswer } from '../src/model/answer.ts';
import type { Entrant } from './entrants.ts';
import { flatGradient, type Job, problemOf } from './job.ts';
import type { Proof } from './rounds.ts';

const hasTrace = (answer: Answer): answer is TracedAnswer =>
  answer.deltas !== undefined && answer.trace !== undefined;

/** The first entry that is farther off than all the bounds together. */
export const compare = (
  got: Float64Array,
  expected: Float64Array,
  bounds: readonly Float64Array[],
): string | undefined => {
  if (got.length !== expected.length) return `expected ${expected.length} entries, got ${got.length}`;
  const wrong = got.findIndex((value, at) => {
    const error = Math.abs(value - Number(expected[at]));
    const bound = bounds.reduce((sum, each) => sum + Number(each[at]), 0);
    return !(Number.isFinite(bound) && error <= bound);
  });
  if (wrong === -1) return undefined;
  return `entry ${wrong} of its gradient: expected ${expected[wrong]}, got ${got[wrong]}`;
};

const makeProof = (job: Job, { loss, precision: name }: Pick<Entrant, 'loss' | 'precision'>): Proof => {
  const problem = problemOf(job, loss);
  const answer = gradient(problem, float64);
  if (isRefusal(answer) || !hasTrace(answer)) throw new Error('the reference gave no traced answer');
  const bounds = [name, 'float64' as const].map((each) =>
    flatGradient(boundAnswer(problem, answer, precision(each)).gradients),
  );
  const expected = flatGradient(answer.gradients);
  return (got) => compare(got, expected, bounds);
};

/** The proofs of one job, each reference and bound computed once. */
export const proofsOf = (job: Job): ((entrant: Entrant) => Proof) => {
  const made = new Map<string, Proof>();
  return (entrant) => {
    const key = `${entrant.loss} ${entrant.precision}`;
    const proof = made.get(key) ?? makeProof(job, entrant);
    made.set(key, proof);
    return proof;
  };
};
