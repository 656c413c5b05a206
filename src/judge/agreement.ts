/**
 * A part of an answer held against the expected one. Nearly every number of a large answer is right: those are
 * counted in passing, and only the others become comparisons of their own.
 */

import type { Bound } from '../bounds/bound.ts';
import { isWithin } from '../bounds/within.ts';
import { entryAt, type Path } from '../model/path.ts';
import { type GraphPart, type Part, pathOf } from './claim.ts';
import type { Evidence } from './evidence.ts';
import type { Tally } from './findings.ts';

/** Null where a layer has no biases, undefined for a part that is not there. */
type Numbers = number | null | undefined | readonly Numbers[];

/** Nested lists of one shape at one place; `got` lacks what the answer lacks. */
interface Lists {
  readonly path: Path;
  readonly got: unknown;
  readonly expected: Numbers;
  readonly bound: unknown;
}

/** Counts one number. */
type Count = (path: Path, index: number, got: number | undefined, expected: number, bound: Bound) => void;

const isVector = (list: readonly Numbers[]): list is readonly number[] => typeof list[0] === 'number';

/** Rows of numbers are walked without a call for each entry but `count`. */
const countEach = ({ path, got, expected, bound }: Lists, count: Count): void => {
  if (expected === null || expected === undefined) return;
  if (typeof expected === 'number') {
    count(path, -1, got as number | undefined, expected, bound as Bound);
  } else if (isVector(expected)) {
    const [numbers, bounds] = [got, bound] as (readonly number[] | undefined)[];
    for (let index = 0; index < expected.length; index += 1)
      count(path, index, numbers?.[index], expected[index] as number, bounds?.[index] as Bound);
  } else {
    expected.forEach((inner, index) => {
      const step = [index];
      const lists = { got: entryAt(got, step), expected: inner, bound: entryAt(bound, step) };
      countEach({ path: [...path, index], ...lists }, count);
    });
  }
};

/** Counts every number of the part, as `whole.add` would count it. */
export const addAgreement = (
  { answer, reference, againstReference, lost }: Evidence,
  question: number,
  part: Part | GraphPart,
  whole: Tally,
): void => {
  const prefix = pathOf(part);
  const expected = entryAt(reference, prefix) as Numbers;
  const right = whole.rightBelow(prefix);
  const count: Count = (above, index, got, wanted, bound) => {
    if (Number.isFinite(bound) && got === undefined) whole.absent();
    else if (Number.isFinite(bound) && got !== undefined && isWithin(got, wanted, bound))
      right(wanted, bound);
    else {
      const path = index < 0 ? above : [...above, index];
      whole.add({ question, path, got, expected: wanted, bound, ...(lost && { lost: () => lost(path) }) });
    }
  };
  const [got, bound] = [entryAt(answer, prefix), entryAt(againstReference, prefix)];
  countEach({ path: prefix, got, expected, bound }, count);
};
