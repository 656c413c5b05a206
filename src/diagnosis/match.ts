/** Holding every known mistake against a subject's answers. */

import type { Precision } from '../bounds/precision.ts';
import type { Part } from '../judge/claim.ts';
import type { Case } from './cases.ts';
import {
  type Balls,
  type Entry,
  entriesOf,
  isForetold,
  isReproduced,
  isUndecided,
  isWrong,
  partsIn,
} from './fit.ts';
import type { Misreading } from './misreadings/misreading.ts';
import { predicted } from './numbers.ts';
import { predict } from './reading/predict.ts';

/** A mistake that reproduces every answer. */
export interface Match {
  readonly misreading: Misreading;
  /** Answers in which it decides every wrong number. */
  readonly answers: number;
  /** What it leaves of the wrong numbers' distance from the right ones, as a share. */
  readonly remainder: number;
}

/** Parts that have to be as the mistake has them: what it is a mistake about. */
const decisive: readonly Part[] = ['weights', 'biases'];

type Manner = 'own' | 'right';

/**
 * A part is as the mistake has it in every answer, or as the right reading has it in every answer: a cost
 * may be right where the gradient is not, but not by turns.
 */
const allReproduced = (
  cases: readonly Case[],
  ownOf: (one: Case) => Balls,
): readonly (readonly Entry[])[] | null => {
  const possible = new Map<Part, ReadonlySet<Manner>>();
  const all: (readonly Entry[])[] = [];
  for (const one of cases) {
    const { numbers, right } = one;
    const own = ownOf(one);
    const read: Entry[] = [];
    for (const part of partsIn(numbers)) {
      const entries = entriesOf(part, numbers, right, own);
      const before =
        possible.get(part) ?? new Set<Manner>(decisive.includes(part) ? ['own'] : ['own', 'right']);
      const left = new Set<Manner>();
      if (before.has('own') && entries.every(isReproduced)) left.add('own');
      if (before.has('right') && !entries.some(isWrong)) left.add('right');
      if (left.size === 0) return null;
      possible.set(part, left);
      read.push(...entries);
    }
    all.push(read);
  }
  return all;
};

const distance = (entries: readonly Entry[], from: (entry: Entry) => number): number =>
  entries.reduce((sum, entry) => sum + Math.abs(entry.got - from(entry)), 0);

const remainderOf = (wrong: readonly Entry[]): number =>
  distance(wrong, ({ own }) => own.value) / distance(wrong, ({ right }) => right.value);

/** One mistake against the answers; null where it does not reproduce them all. */
const matchOne = (misreading: Misreading, cases: readonly Case[], precision: Precision): Match | null => {
  const read = allReproduced(cases, ({ problem }) => predicted(predict(problem, misreading, precision)));
  if (read === null || !read.flat().some(isForetold)) return null;
  return {
    misreading,
    answers: read.filter((entries) => !entries.some(isUndecided)).length,
    remainder: remainderOf(read.flat().filter((entry) => isWrong(entry) && !isUndecided(entry))),
  };
};

/** Steps of two decades: how much closer one match is than another, apart from chance. */
const decades = ({ remainder }: Match): number => Math.round(Math.log10(Math.max(remainder, 2 ** -53)) / 2);

/** Every known mistake that reproduces all answers, one per id, the closest first. */
export const matches = (
  known: readonly Misreading[],
  cases: readonly Case[],
  precision: Precision,
): readonly Match[] => {
  const found = known.flatMap((misreading) => matchOne(misreading, cases, precision) ?? []);
  const ordered = found.toSorted((left, right) => decades(left) - decades(right));
  const ids = new Set<string>();
  return ordered.filter(({ misreading: { id } }) => {
    const isNew = !ids.has(id);
    ids.add(id);
    return isNew;
  });
};
