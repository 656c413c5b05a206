/** Products and quotients of known numbers: the terms of sums; section 3 of spec/graph-bounds.md. */

import { orInfinity } from '../enclosure.ts';
import type { Costs } from './costs.ts';
import { fits, grainOfKnown, isPowerOfTwo } from './exact.ts';
import { carriedBy, type Estimate, isExact, type Known, least, nearest, reach, top } from './known.ts';

/** A number that may be added to others. */
export interface Term extends Estimate {
  /** The subject's number is no larger than this. */
  readonly size: number;
  /** And, unless it is 0, no smaller. */
  readonly floor: number;
  /** It is an exact multiple of 2^grain; NaN where it may be rounded. */
  readonly grain: number;
  /** How many terms a composed operation may hand back in its place; 1 where absent. */
  readonly terms?: number;
}

/** What is lost where a result may be below omega: it may be flushed to 0. */
export const underflow = (floor: number, size: number, { smallest, convex }: Costs): number => {
  if (convex) return size === 0 ? 0 : smallest;
  return floor >= smallest ? 0 : Math.min(smallest, size);
};

/** A number as a term: nothing happens to it. */
export const copy = (x: Known): Term => ({
  value: x.value,
  error: x.error,
  size: reach(x),
  floor: least(x),
  grain: grainOfKnown(x),
});

/** The opposite of a term. */
export const opposite = (term: Term): Term => ({ ...term, value: -term.value });

/** A term from its parts; larger than the largest number it may be anything. */
const termOf = (
  estimate: Estimate,
  { size, floor, rounded }: { readonly size: number; readonly floor: number; readonly rounded: number },
  grain: number,
  { largest }: Costs,
): Term => ({
  value: estimate.value,
  error: size <= largest ? orInfinity(estimate.error) : Number.POSITIVE_INFINITY,
  size: orInfinity(size * (1 + rounded)),
  floor: floor * Math.max(0, 1 - rounded),
  grain,
});

/**
 * x y in so many roundings, of which each may lose a result below omega. Where y is itself formed in some
 * of them, G may have been multiplied by parts of it first: then `lost` says what that costs.
 */
export const product = (x: Known, y: Known, rounding: Costs, roundings = 1, lost = 0): Term => {
  const [size, floor] = [reach(x) * reach(y), least(x) * least(y)];
  const grain = grainOfKnown(x) + grainOfKnown(y);
  const value = x.value * y.value;
  if (roundings === 1 && fits(size, grain, rounding))
    return { value, error: 0, size, floor: Math.abs(value), grain };
  const shifts = roundings === 1 && (isPowerOfTwo(x) || isPowerOfTwo(y));
  const rounded = shifts ? 0 : rounding.chain(roundings);
  const carried = carriedBy(x, y);
  const flushed = Math.max(lost, roundings * underflow(floor, size, rounding));
  const parts = { size, floor, rounded };
  return termOf({ value, error: carried + rounded * size + flushed }, parts, Number.NaN, rounding);
};

/** What a factor is, at its largest and at its smallest. */
export interface Range {
  readonly most: number;
  readonly least: number;
}

/**
 * What products of some of the factors may lose on the way to the product of all, in any order: each of so
 * many results may be flushed, and is then multiplied by factors that are left. One that is lost takes no
 * more than itself, and may be twice as large where it is rounded to a subnormal number.
 */
export const lostOnTheWay = (factors: readonly Range[], results: number, rounding: Costs): number => {
  const most = factors.reduce((total, factor) => total * Math.max(1, factor.most), 1);
  const smallest = factors.reduce((total, factor) => total * Math.min(1, factor.least), 1);
  const size = factors.reduce((total, factor) => total * factor.most, 1);
  if (!(most <= rounding.largest)) return Number.POSITIVE_INFINITY;
  if (rounding.convex) return results * rounding.smallest * most;
  if (smallest >= rounding.smallest) return 0;
  return Math.min(results * rounding.smallest * most, (2 ** results - 1) * size);
};

/** The range of |x|. */
export const rangeOf = (x: Known): Range => ({ most: reach(x), least: least(x) });

/** The range of |1 / x|. */
export const inverseRange = (x: Known): Range => ({ most: 1 / least(x), least: 1 / reach(x) });

/** x / y by a division, or by the reciprocal of y; infinite where y may be 0. */
export const quotient = (x: Known, y: Known, rounding: Costs, roundings = 2): Term => {
  const value = x.value / y.value;
  const size = reach(x) / least(y);
  const floor = least(x) / reach(y);
  const shifts = isPowerOfTwo(y) && roundings === 2;
  const grain = grainOfKnown(x) - grainOfKnown(y);
  if (shifts && isExact(x) && fits(size, grain, rounding)) return { value, error: 0, size, floor, grain };
  const rounded = shifts ? 0 : rounding.chain(roundings);
  const carried = (x.error + (y.error > 0 ? (top(x) / nearest(y)) * y.error : 0)) / least(y);
  const lost = lostOnTheWay([rangeOf(x), inverseRange(y)], roundings, rounding);
  const parts = { size, floor, rounded };
  return termOf({ value, error: carried + rounded * size + lost }, parts, Number.NaN, rounding);
};
