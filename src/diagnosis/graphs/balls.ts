/** Numbers with an error as a number system, for an engine that is generic in its numbers. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { type Precision, representable } from '../../bounds/precision.ts';
import { type Ball, ballArithmetic, negative } from '../reading/ball.ts';
import { exp, expm1, log, sqrt, tanh } from '../reading/functions.ts';

/** The number system, with half the distance from 1 to the next number. */
export interface Balls extends Arithmetic<Ball> {
  readonly u: number;
}

/** True of numbers that are the same in the subject too: nothing was rounded. */
const isTie = (left: Ball, right: Ball): boolean =>
  left.value === right.value && left.radius === 0 && right.radius === 0;

/**
 * What comes of a comparison that rounding or a tie leaves open: at a kink it is refused, as what a subject takes
 * there is no mistake (`open`), all but ties of numbers that are exact (`tied`); elsewhere any branch is right
 * (`either`).
 */
export type Undecided = 'open' | 'tied' | 'either';

const decided = (left: Ball, right: Ball, undecided: Undecided): number => {
  const difference = left.value - right.value;
  if (undecided === 'either' || Math.abs(difference) > left.radius + right.radius)
    return Math.sign(difference);
  if (undecided === 'tied' && isTie(left, right)) return 0;
  throw new RangeError('expected two numbers that rounding tells apart, got a tie');
};

/** Balls for a subject in `precision`. */
export const arithmeticOfBalls = (precision: Precision, undecided: Undecided): Balls => {
  const math = ballArithmetic(precision, 1);
  return {
    name: 'balls',
    u: math.u,
    of: (value) => (representable(value, precision) ? math.exact(value) : math.given(value)),
    toNumber: ({ value }) => value,
    add: math.add,
    sub: math.sub,
    mul: math.mul,
    div: math.div,
    neg: negative,
    compare: (left, right) => (left === right ? 0 : decided(left, right, undecided)),
    exp: (value) => exp(math, value),
    expm1: (value) => expm1(math, value),
    log: (value) => log(math, value),
    sqrt: (value) => sqrt(math, value),
    tanh: (value) => tanh(math, value),
  };
};
