/** Elementary functions of balls. Sigmoid and tanh may err absolutely, as compositions of exponentials do. */

import { elementaryUlps } from '../../bounds/assumptions.ts';
import { type Ball, type BallArithmetic, certainSign, type Row } from './ball.ts';

/** The smallest magnitude in the ball. */
const nearest = ({ value, radius }: Ball): number => Math.max(Math.abs(value) - radius, 0);

const logistic = (z: number): number => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));

/** A value that is off by what its argument carries and by `ulps` of 1. */
const absolute = ({ rounded, u }: BallArithmetic, value: number, carried: number, ulps: number): Ball =>
  rounded(value, carried + ulps * u, 0);

/** e^z, relative to its value. */
export const exp = ({ rounded }: BallArithmetic, { value, radius }: Ball): Ball =>
  rounded(Math.exp(value), Math.exp(value) * Math.expm1(radius), elementaryUlps);

/** ln x; not known where x may be 0. */
export const log = ({ rounded }: BallArithmetic, { value, radius }: Ball): Ball =>
  rounded(
    Math.log(value),
    value > radius ? radius / (value - radius) : Number.POSITIVE_INFINITY,
    elementaryUlps,
  );

/** The square root; near 0 as steep as it is there. */
export const sqrt = ({ rounded }: BallArithmetic, { value, radius }: Ball): Ball =>
  rounded(
    Math.sqrt(value),
    value > radius ? radius / (2 * Math.sqrt(value - radius)) : Math.sqrt(value + radius),
    elementaryUlps,
  );

/** 1 / (1 + e^-z) */
export const sigmoid = (math: BallArithmetic, z: Ball): Ball => {
  const steepest = logistic(nearest(z)) * logistic(-nearest(z));
  return absolute(math, logistic(z.value), Math.min(steepest * z.radius, 1), elementaryUlps + 3);
};

/** tanh z */
export const tanh = (math: BallArithmetic, z: Ball): Ball => {
  const steepest = 1 - Math.tanh(nearest(z)) ** 2;
  return absolute(math, Math.tanh(z.value), Math.min(steepest * z.radius, 2), 2 * elementaryUlps + 5);
};

/** e^z - 1 where z is negative: off by some u of 1, as the difference is. */
export const expm1 = (math: BallArithmetic, { value, radius }: Ball): Ball =>
  absolute(math, Math.expm1(value), Math.exp(value) * Math.expm1(radius), elementaryUlps + 3);

/** `above` where z is positive, `below` where it is not; both, where rounding can decide. */
export const sided = (z: Ball, above: Ball, below: Ball): Ball => {
  const sign = certainSign(z);
  if (sign !== 0) return sign > 0 ? above : below;
  const { value } = z.value >= 0 ? above : below;
  const reach = (side: Ball): number => Math.abs(side.value - value) + side.radius;
  return { value, radius: Math.max(reach(above), reach(below)) };
};

/** Probabilities of one example's units. */
export const softmax = ({ rounded, u }: BallArithmetic, z: Row): Row => {
  const largest = Math.max(...z.map(({ value }) => value));
  const exponentials = z.map(({ value }) => Math.exp(value - largest));
  const total = exponentials.reduce((sum, value) => sum + value, 0);
  const p = exponentials.map((value) => value / total);
  const exponents = z.map(
    ({ value, radius }) => radius + u * (largest - value + 2 * radius) + elementaryUlps * u,
  );
  const weighted = p.reduce((sum, value, j) => sum + value * Math.exp(exponents[j] ?? Number.NaN), 0);
  return p.map((value, i) =>
    rounded(
      value,
      value * Math.expm1((exponents[i] ?? Number.NaN) + Math.log(weighted) + (z.length + 1) * u),
    ),
  );
};
