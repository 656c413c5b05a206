/**
 * Numbers with the error that a subject's own computation of them can have made.
 *
 * Every operation adds what rounding it costs in the subject's precision and once more in ours (u is the
 * sum of both), so that the error of a misread gradient is derived as that of a right one is.
 */

import type { Precision } from '../../bounds/precision.ts';

/** A float64 value, and how far a subject that computes the same thing may be from it. */
export interface Ball {
  readonly value: number;
  /** >= 0; +Infinity where the value decides nothing. */
  readonly radius: number;
}

/** One ball per component. */
export type Row = readonly Ball[];

/** Operations on balls in one precision. */
export interface BallArithmetic {
  /** Half the distance from 1 to the next number, the subject's and ours together. */
  readonly u: number;
  /** What one result that underflows can lose. */
  readonly omega: number;
  /** A constant of a formula. */
  readonly exact: (value: number) => Ball;
  /** A number of the problem, rounded once to the subject's precision. */
  readonly given: (value: number) => Ball;
  /** A result with an error carried so far, and `count` roundings. */
  readonly rounded: (value: number, carried: number, count?: number) => Ball;
  readonly add: (left: Ball, right: Ball) => Ball;
  readonly sub: (left: Ball, right: Ball) => Ball;
  readonly mul: (left: Ball, right: Ball) => Ball;
  readonly div: (left: Ball, right: Ball) => Ball;
  /** In any order and along any tree. */
  readonly sum: (terms: Row) => Ball;
  /** The sum of products, with one more term where it is given. */
  readonly dot: (left: Row, right: Row, more?: Ball) => Ball;
}

const ourUnitRoundoff = 2 ** -53;

/** A value that is not finite decides nothing. */
const ball = (value: number, radius: number): Ball => ({
  value,
  radius: Number.isFinite(value) && radius >= 0 ? radius : Number.POSITIVE_INFINITY,
});

/** The same ball on the other side of zero. */
export const negative = ({ value, radius }: Ball): Ball => ({ value: -value, radius });

/** Whether a number above zero is certain: 1 or -1, and 0 where rounding can decide. */
export const certainSign = ({ value, radius }: Ball): -1 | 0 | 1 =>
  value > radius ? 1 : value < -radius ? -1 : 0;

const magnitudes = (terms: Row): number =>
  terms.reduce((total, { value, radius }) => total + Math.abs(value) + radius, 0);

const productError = (left: Ball, right: Ball): number =>
  Math.abs(left.value) * right.radius + Math.abs(right.value) * left.radius + left.radius * right.radius;

const quotientError = (left: Ball, right: Ball): number => {
  const smallest = Math.abs(right.value) - right.radius;
  return smallest > 0
    ? (left.radius + Math.abs(left.value / right.value) * right.radius) / smallest
    : Number.POSITIVE_INFINITY;
};

/**
 * Ball arithmetic for a subject in `precision`; numbers that the scale may multiply early or late can
 * underflow at either size, so omega is taken at the larger.
 */
export const ballArithmetic = (precision: Precision, scale: number): BallArithmetic => {
  const u = precision.unitRoundoff + ourUnitRoundoff;
  const size = Math.abs(scale);
  const omega = precision.smallestNormal * Math.max(1, size, size === 0 ? 1 : 1 / size);
  const given = precision.unitRoundoff > ourUnitRoundoff ? precision.unitRoundoff : 0;
  const rounded = (value: number, carried: number, count = 1): Ball =>
    ball(value, carried + count * u * (Math.abs(value) + carried) + omega);
  const sum = (terms: Row): Ball =>
    ball(
      terms.reduce((total, { value }) => total + value, 0),
      terms.reduce((total, { radius }) => total + radius, 0) + terms.length * u * magnitudes(terms),
    );
  const mul = (left: Ball, right: Ball): Ball => rounded(left.value * right.value, productError(left, right));
  return {
    u,
    omega,
    exact: (value) => ball(value, 0),
    given: (value) => ball(value, given * Math.abs(value)),
    rounded,
    add: (left, right) => sum([left, right]),
    sub: (left, right) => sum([left, negative(right)]),
    mul,
    div: (left, right) => rounded(left.value / right.value, quotientError(left, right)),
    sum,
    dot: (left, right, more) => {
      const products = left.map((term, index) => mul(term, right[index] ?? ball(Number.NaN, 0)));
      return sum(more === undefined ? products : [...products, more]);
    },
  };
};
