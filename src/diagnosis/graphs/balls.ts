/** Numbers with an error as a number system, for an engine that is generic in its numbers. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Precision } from '../../bounds/precision.ts';
import { type Ball, ballArithmetic, negative } from '../reading/ball.ts';
import { exp, expm1, log, sqrt, tanh } from '../reading/functions.ts';

/** The number system, with half the distance from 1 to the next number. */
export interface Balls extends Arithmetic<Ball> {
  readonly u: number;
}

/**
 * Balls for a subject in `precision`. A comparison that rounding or a tie leaves open throws RangeError: what
 * a subject takes at a kink is no mistake, so that nothing is read from such a graph.
 */
export const arithmeticOfBalls = (precision: Precision): Balls => {
  const math = ballArithmetic(precision, 1);
  return {
    name: 'balls',
    u: math.u,
    of: math.given,
    toNumber: ({ value }) => value,
    add: math.add,
    sub: math.sub,
    mul: math.mul,
    div: math.div,
    neg: negative,
    compare: (left, right) => {
      if (left === right) return 0;
      const difference = left.value - right.value;
      if (Math.abs(difference) > left.radius + right.radius) return Math.sign(difference);
      throw new RangeError('expected two numbers that rounding tells apart, got a tie');
    },
    exp: (value) => exp(math, value),
    expm1: (value) => expm1(math, value),
    log: (value) => log(math, value),
    sqrt: (value) => sqrt(math, value),
    tanh: (value) => tanh(math, value),
  };
};
