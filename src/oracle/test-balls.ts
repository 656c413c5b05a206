/** Balls drawn at random, and what they hold. */

import fc from 'fast-check';
import { type BigFloat, bigFloat } from '../arithmetic/big-float.ts';
import { type Ball, ballArithmetic } from './ball.ts';
import { bigFloatBase } from './floating-point.ts';

/** The numbers of the middles: 64 bits. */
export const base = bigFloatBase(64);

/** For comparisons that a radius leaves open. */
export const ignored = (): void => undefined;

/** The arithmetic under test. */
export const balls = ballArithmetic(base, ignored);

/** Knows every result here to many more digits than the balls under test. */
export const precise = bigFloat(400);

const ln2 = precise.log(precise.of(2));

/** A point of a ball: middle + share * radius, with a share from -1 to 1. */
export const pointOf = ({ middle, radius }: Ball<BigFloat>, share: number): BigFloat =>
  radius === Number.NEGATIVE_INFINITY
    ? middle
    : precise.add(middle, precise.mul(precise.of(share), precise.exp(precise.mul(precise.of(radius), ln2))));

/** log2 |x|, from below. */
export const logOf = (x: BigFloat): number => base.bottom(x);

/** Where in a ball a point is: from -1 to 1 of the radius. */
export const share = fc.double({ min: -0.999, max: 0.999, noNaN: true });

/** A ball of any size, an exact number among them. */
export const ball = fc.record<Ball<BigFloat>>({
  middle: fc
    .oneof(
      fc.double({ min: -40, max: 40, noNaN: true }),
      fc.double({ min: -1e-3, max: 1e-3, noNaN: true }),
      fc.integer({ min: -4, max: 4 }),
      fc.double({ min: -1e20, max: 1e20, noNaN: true }),
    )
    .map((double) => base.arithmetic.of(double)),
  radius: fc.oneof(
    fc.constant(Number.NEGATIVE_INFINITY),
    fc.integer({ min: -90, max: -30 }),
    fc.integer({ min: -30, max: 3 }),
  ),
});
