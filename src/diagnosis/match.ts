/** Holding every known mistake against a subject's answers. */

import type { Precision } from '../bounds/precision.ts';
import type { Part } from '../judge/claim.ts';
import type { Case } from './cases.ts';
import { type Entry, entriesOf, isForetold, isReproduced, isUndecided, isWrong, partsIn } from './fit.ts';
import { type Foretold, foretell } from './foretold.ts';
import type { Misreading } from './misreadings/misreading.ts';
import type { Ball } from './reading/ball.ts';

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

/** A right value that nothing is: of numbers that stand where the right answer has no place for them. */
const nowhere: Ball = { value: Number.NaN, radius: 0 };

interface ReadPart {
  readonly entries: readonly Entry[];
  /** In which of the two this part of this answer is. */
  readonly manners: readonly Manner[];
}

const readPart = (part: Part, { numbers, right, shapes, rightShapes }: Case, own: Foretold): ReadPart => {
  const isInPlace = shapes === undefined || shapes[part] === rightShapes()[part];
  const isForetoldShape =
    own.shapes === undefined ? isInPlace : (shapes ?? rightShapes())[part] === own.shapes[part];
  const balls = own.balls[part].flat();
  const expected = isInPlace ? right : { ...right, [part]: [balls.map(() => nowhere)] };
  const entries = isForetoldShape || isInPlace ? entriesOf(part, numbers, expected, own.balls) : [];
  return {
    entries,
    manners: [
      ...(isForetoldShape && entries.every(isReproduced) ? (['own'] as const) : []),
      ...(isInPlace && !entries.some(isWrong) ? (['right'] as const) : []),
    ],
  };
};

/**
 * A part is as the mistake has it in every answer, or as the right reading has it in every answer: a cost
 * may be right where the gradient is not, but not by turns.
 */
const allReproduced = (
  cases: readonly Case[],
  ownOf: (one: Case) => Foretold,
): readonly (readonly Entry[])[] | null => {
  const possible = new Map<Part, ReadonlySet<Manner>>();
  const all: (readonly Entry[])[] = [];
  for (const one of cases) {
    const own = ownOf(one);
    const read: Entry[] = [];
    for (const part of partsIn(one.numbers)) {
      const { entries, manners } = readPart(part, one, own);
      const before = possible.get(part) ?? new Set(decisive.includes(part) ? ['own' as const] : manners);
      const left = new Set(manners.filter((manner) => before.has(manner)));
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

/** 0 where shapes alone are wrong: no number is any distance from the right one. */
const remainderOf = (wrong: readonly Entry[]): number => {
  const inPlace = wrong.filter(({ right }) => right !== nowhere);
  return inPlace.length === 0
    ? 0
    : distance(inPlace, ({ own }) => own.value) / distance(inPlace, ({ right }) => right.value);
};

/** One mistake against the answers; null where it does not reproduce them all. */
const matchOne = (misreading: Misreading, cases: readonly Case[], precision: Precision): Match | null => {
  if (misreading.layout === undefined && cases.some(({ shapes }) => shapes !== undefined)) return null;
  const read = allReproduced(cases, ({ problem }) => foretell(misreading, problem, precision));
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
