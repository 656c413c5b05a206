/**
 * Majorants of Taylor coefficients: entry k bounds |f^(k)| / k! at every point of a segment, so sums,
 * products and compositions of bounded functions are bounded by sums, products and compositions of
 * the series, all entries being non-negative (Cauchy's majorant method).
 */

import { at } from '../at.ts';

/** Coefficients 0 to the order. */
export type Series = readonly number[];

/** 0, with all its derivatives. */
export const zeroSeries = (order: number): number[] => new Array<number>(order + 1).fill(0);

/** True when nothing but the value is there: the function is constant on the segment. */
export const isConstant = (series: Series): boolean => series.every((value, k) => k === 0 || value === 0);

/** Coefficient by coefficient. */
export const sum = (left: Series, right: Series): number[] => left.map((value, k) => value + at(right, k));

/** Every coefficient times the factor. */
export const times = (factor: number, series: Series): number[] => series.map((value) => factor * value);

/** Coefficient k of a product. */
export const coefficient = (left: Series, right: Series, k: number): number => {
  let value = 0;
  for (let j = 0; j <= k; j += 1) value += at(left, j) * at(right, k - j);
  return value;
};

/** The Cauchy product, cut at the order of `left`. */
export const product = (left: Series, right: Series): number[] =>
  left.map((_, k) => coefficient(left, right, k));

/** The value at 0 of a series, replaced. */
export const withValue = (value: number, series: Series): number[] => [value, ...series.slice(1)];

/** The series of f' from that of f: one order less. */
export const slope = (series: Series): number[] => series.slice(1).map((value, k) => (k + 1) * value);

/** A series with value `value` whose derivative has the series `derivative`. */
export const integral = (value: number, derivative: Series): number[] => [
  value,
  ...derivative.map((coefficient, k) => coefficient / (k + 1)),
];

/**
 * g(z(s)) without its value, from `outer`[j] >= sup |g^(j)| / j! and the series of z: the sum over j of
 * outer[j] times the j-th power of the series without its constant term.
 */
export const compose = (outer: Series, inner: Series): number[] => {
  const moved = withValue(0, inner);
  let power: Series = withValue(1, zeroSeries(inner.length - 1));
  let result = zeroSeries(inner.length - 1);
  for (const coefficient of outer.slice(1)) {
    power = product(power, moved);
    result = sum(result, times(coefficient, power));
  }
  return result;
};
