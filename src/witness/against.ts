/** An answer's gradients held against the witness. Pure: numbers in, findings out. */

import type { Bound } from '../bounds/bound.ts';
import { combinationBound, sumOfBounds } from '../bounds/combine.ts';
import { isWithin } from '../bounds/within.ts';
import type { SubjectAnswer } from '../model/answer.ts';
import { entryAt, formatPath, type Path } from '../model/path.ts';
import type { CentralDifferences } from './central-difference.ts';
import type { WitnessedDirection } from './directions.ts';

/** One number of an answer beside what the witness saw. */
export interface Comparison {
  readonly witnessed: number;
  readonly answered: number;
  /** The central difference's, and the answer's own where it was given. */
  readonly bound: Bound;
  /** |answered - witnessed| is finite and within the bound. */
  readonly agrees: boolean;
}

export interface EntryComparison extends Comparison {
  readonly path: Path;
}

/** |answered - exact| at a path, at the precision of the answer. */
export type OwnBounds = (path: Path) => Bound;

const compare = (witnessed: number, answered: number, bound: Bound): Comparison => ({
  witnessed,
  answered,
  bound,
  agrees: isWithin(answered, witnessed, bound),
});

type Answered = Pick<SubjectAnswer, 'gradients'>;

const answeredAt = (answer: Answered, path: Path): number => {
  const value = entryAt(answer, path);
  if (typeof value !== 'number') throw new RangeError(`${formatPath(path)}: expected a number, got ${value}`);
  return value;
};

/** True for the input gradients of an answer that has none: it was free to leave them out. */
const leftOut = (answer: Answered, [, part]: Path): boolean =>
  part === 'inputs' && answer.gradients.inputs === undefined;

/** Every witnessed entry beside the answer's; without `own`, the answer counts as exact. */
export const againstEntries = (
  answer: Answered,
  witness: CentralDifferences,
  own?: OwnBounds,
): EntryComparison[] =>
  witness.entries
    .filter(({ path }) => !leftOut(answer, path))
    .map(({ path, value, bound }) => {
      const allowed = own === undefined ? bound : sumOfBounds(bound, own(path));
      return { path, ...compare(value, answeredAt(answer, path), allowed) };
    });

/**
 * <gradient, direction> beside the directional difference; the answer must have its input gradients.
 * The bound is the difference's, the answer's own carried through the sum, and the rounding of the sum.
 */
export const againstDirection = (
  answer: Answered,
  witnessed: WitnessedDirection,
  own: OwnBounds,
): Comparison => {
  const terms = witnessed.direction.map(({ path, share }) => ({
    coefficient: share,
    value: answeredAt(answer, path),
    bound: own(path),
  }));
  const sum = terms.reduce((total, { coefficient, value }) => total + coefficient * value, 0);
  return compare(witnessed.value, sum, sumOfBounds(witnessed.bound, combinationBound(terms, 0)));
};
