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
import type { CountPower } from './power.ts';

/** Null where a layer has no biases, undefined for a part that is not there. */
type Numbers = number | null | undefined | readonly Numbers[];

/** Nested lists of one shape at one place; `got` lacks what the answer lacks. */
interface Lists {
  readonly path: Path;
  readonly got: unknown;
  readonly expected: Numbers;
  readonly bound: unknown;
}

/** Counts what is right and what is not there, and looks closer at the rest. */
interface Counting {
  readonly right: CountPower;
  readonly absent: (bounds: readonly Bound[]) => void;
  readonly other: (path: Path, got: number, expected: number, bound: Bound) => void;
}

const isVector = (list: readonly Numbers[]): list is readonly number[] => typeof list[0] === 'number';

const isRight = (got: number, expected: number, bound: Bound): boolean =>
  Number.isFinite(bound) && isWithin(got, expected, bound);

const countOne = (lists: Lists, expected: number, { right, absent, other }: Counting): void => {
  const [got, bound] = [lists.got as number | undefined, lists.bound as Bound];
  if (got === undefined) absent([bound]);
  else if (isRight(got, expected, bound)) right(expected, bound);
  else other(lists.path, got, expected, bound);
};

/** Without a call for each number that is right or not there: there are many. */
const countRow = ({ path, got, bound }: Lists, expected: readonly number[], counting: Counting): void => {
  const { right, absent, other } = counting;
  const [numbers, bounds] = [got as readonly number[] | undefined, bound as readonly Bound[]];
  if (numbers === undefined) {
    absent(bounds);
    return;
  }
  for (let index = 0; index < expected.length; index += 1) {
    const [one, wanted, most] = [numbers[index] as number, expected[index] as number, bounds[index] as Bound];
    if (isRight(one, wanted, most)) right(wanted, most);
    else other([...path, index], one, wanted, most);
  }
};

const countEach = (lists: Lists, counting: Counting): void => {
  const { path, got, expected, bound } = lists;
  if (expected === null || expected === undefined) return;
  if (typeof expected === 'number') countOne(lists, expected, counting);
  else if (isVector(expected)) countRow(lists, expected, counting);
  else {
    expected.forEach((inner, index) => {
      const step = [index];
      const below = { got: entryAt(got, step), expected: inner, bound: entryAt(bound, step) };
      countEach({ path: [...path, index], ...below }, counting);
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
  const path = pathOf(part);
  const counting: Counting = {
    right: whole.rightBelow(path),
    absent: whole.absent,
    other: (at, got, expected, bound) =>
      whole.add({ question, path: at, got, expected, bound, ...(lost && { lost: () => lost(at) }) }),
  };
  const [got, bound] = [entryAt(answer, path), entryAt(againstReference, path)];
  const expected = entryAt(reference, path) as Numbers;
  countEach({ path, got, expected, bound }, counting);
};
