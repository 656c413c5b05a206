/** Whether a reading of backpropagation reproduces numbers. */

import { type Part, parts } from '../judge/claim.ts';
import type { Grouped } from './numbers.ts';
import type { Ball } from './reading/ball.ts';

/** A part of an answer with what the right reading and another one say of it, entry by entry. */
export interface Entry {
  readonly got: number;
  readonly right: Ball;
  readonly own: Ball;
}

const holds = ({ value, radius }: Ball, got: number): boolean => {
  const error = Math.abs(got - value);
  return Number.isFinite(radius) && Number.isFinite(error) && error <= radius;
};

const isOpen = ({ radius }: Ball): boolean => !Number.isFinite(radius);

/** True where the right reading speaks and the number contradicts it. */
export const isWrong = ({ got, right }: Pick<Entry, 'got' | 'right'>): boolean =>
  !isOpen(right) && !holds(right, got);

/** Reproduced, or nothing that the reading decides. */
export const isReproduced = ({ got, own }: Entry): boolean => isOpen(own) || holds(own, got);

/** Wrong, and the reading does not decide it either: overflow or a tie is in its way. */
export const isUndecided = (entry: Entry): boolean => isWrong(entry) && isOpen(entry.own);

/** Reproduced, wrong, and foretold: the reading rules out what the right one expects. */
export const isForetold = (entry: Entry): boolean =>
  isWrong(entry) && holds(entry.own, entry.got) && !holds(entry.own, entry.right.value);

/** Numbers of one answer by part; a part that the answer leaves out is missing. */
export type Numbers = Readonly<Partial<Record<Part, Grouped<number>>>>;

/** Balls of one prediction by part. */
export type Balls = Readonly<Record<Part, Grouped<Ball>>>;

/** The entries of one part; none where the answer leaves it out. */
export const entriesOf = (part: Part, numbers: Numbers, right: Balls, own: Balls): readonly Entry[] => {
  const [rightOnes, ownOnes] = [right[part].flat(), own[part].flat()];
  return (numbers[part] ?? []).flat().flatMap((got, index) => {
    const [expected, foretold] = [rightOnes[index], ownOnes[index]];
    return expected === undefined || foretold === undefined ? [] : [{ got, right: expected, own: foretold }];
  });
};

/** The parts that an answer has. */
export const partsIn = (numbers: Numbers): readonly Part[] => parts.filter((part) => part in numbers);
