/** What stays the same of a failure when the numbers in it vary: by it a listed discrepancy is known again. */

import { formatPath } from '../model/path.ts';
import type { Discrepancy, Verdict } from '../model/verdict.ts';
import { isOfGraph } from './part-name.ts';

/**
 * `gradients.weights[*][*][*]`, of graphs `gradients.*`: which entry differs depends on the sample, which part
 * does not.
 */
const pattern = ({ path }: Discrepancy): string =>
  isOfGraph(path) ? 'gradients.*' : formatPath(path).replace(/\[\d+\]/g, '[*]');

/** Ratios this close to 1 or -1 are one class, so that rounding cannot move a failure to another. */
const near = 2 ** -10;

/** In which way a value is wrong, coarse enough for another machine's rounding. */
const ratioClass = ({ got, expected }: Discrepancy): string => {
  if (!Number.isFinite(got)) return 'not-finite';
  if (expected === 0) return 'expected-zero';
  if (got === 0) return 'zero';
  const ratio = got / expected;
  if (Math.abs(ratio - 1) <= near) return 'near';
  if (Math.abs(ratio + 1) <= near) return 'opposite';
  if (ratio < 0) return 'other-sign';
  return ratio < 1 ? 'smaller' : 'larger';
};

/** The code of a failure, or its kind where it has none. */
export const codeOfFailure = ({ code, verdict }: Verdict): string => code ?? verdict;

/**
 * `GRAD-BIAS/agreement-biases/WRONG-VALUE/gradients.biases[*][*]/smaller`.
 *
 * Built from what the same mistake shows in every run: no number that varies, no text of the subject.
 */
export const fingerprintOf = (verdict: Verdict): string => {
  const [first] = verdict.counterexample?.discrepancies ?? [];
  return [
    verdict.clause,
    verdict.check,
    codeOfFailure(verdict),
    ...(first === undefined ? [] : [pattern(first), ratioClass(first)]),
  ].join('/');
};
