/** Sigmoid, tanh and softplus, from the library or composed; section 5 of spec/graph-bounds.md. */

import { elementaryUlps as K } from '../../assumptions.ts';
import type { Costs } from '../costs.ts';
import { high, type Known, knownAs, least, low, reach } from '../known.ts';
import { type Here, unary } from '../rule.ts';
import { lostOnTheWay, product, type Range, rangeOf } from '../term.ts';

const sigmoidAt = (x: number): number => {
  const e = Math.exp(-Math.abs(x));
  return x < 0 ? e / (1 + e) : 1 / (1 + e);
};

const sigmoidSlopeAt = (x: number): number => {
  const e = Math.exp(-Math.abs(x));
  return e / (1 + e) ** 2;
};

const tanhSlopeAt = (x: number): number => 4 * sigmoidSlopeAt(2 * x);

const softplusAt = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** A number that is not known to be finite may have become anything. */
const ifKnown = (x: Known, error: number): number =>
  x.error < Number.POSITIVE_INFINITY ? error : Number.POSITIVE_INFINITY;

/** |y'^2 - y^2| <= E |y' + y|, for y = a and for y = a - 1/2. */
const squareMoves = (centre: number, { own, error }: Known): number =>
  error * (2 * Math.abs(centre) + 2 * own + error);

/** e^x over the interval of x. */
const exponential = (x: Known): Range => ({ most: Math.exp(high(x)), least: Math.exp(low(x)) });

const opposite = ({ value, own, error }: Known): Known => ({ value: -value, own, error });

/** The sigmoid over the interval of x. */
const sigmoidRange = (x: Known): Range => ({ most: sigmoidAt(high(x)), least: sigmoidAt(low(x)) });

/**
 * What a composition may lose on the way back: unless it leaves the range, where section 1 of
 * spec/graph-bounds.md allows none, and only says so.
 */
const composedLoss = (factors: readonly Range[], results: number, { rounding, saturates }: Here): number => {
  const lost = lostOnTheWay(factors, results, rounding);
  if (lost < Number.POSITIVE_INFINITY) return lost;
  saturates('its exponentials can leave the range where it is composed of them');
  return 0;
};

/** y (1 - y) or 1 - y^2: from x, from y, or composed. */
const slopeOf = (
  { slope, moved }: { readonly slope: number; readonly moved: number },
  roundings: number,
  y: Known,
  rounding: Costs,
): Known => {
  const rounded = rounding.chain(1) * reach(y) ** 2 + rounding.chain(roundings) * (slope + moved);
  return knownAs({ value: slope, error: moved + rounded + 6 * rounding.smallest });
};

export const sigmoid = unary({
  value: (x, { rounding }) => {
    const carried = sigmoidSlopeAt(least(x)) * x.error;
    const error = Math.min(carried, 1) + rounding.chain(K + 3) + rounding.smallest;
    return { value: sigmoidAt(x.value), error: ifKnown(x, error) };
  },
  terms: (G, x, y, here) => {
    const parts = { slope: sigmoidSlopeAt(x.value), moved: squareMoves(y.value - 1 / 2, y) };
    const slope = slopeOf(parts, 2 * K + 6, y, here.rounding);
    const factors = [rangeOf(G), sigmoidRange(x), sigmoidRange(x), exponential(opposite(x))];
    return [product(G, slope, here.rounding, 2, composedLoss(factors, 5, here))];
  },
});

export const tanh = unary({
  value: (x, { rounding }) => {
    const carried = tanhSlopeAt(least(x)) * x.error;
    const error = Math.min(carried, 2) + rounding.chain(2 * K + 5) + rounding.smallest;
    return { value: Math.tanh(x.value), error: ifKnown(x, error) };
  },
  terms: (G, x, y, here) => {
    const parts = { slope: tanhSlopeAt(x.value), moved: squareMoves(y.value, y) };
    const slope = slopeOf(parts, 2 * K + 4, y, here.rounding);
    const up = { most: Math.exp(reach(x)), least: 1 };
    const down = { most: 1, least: Math.exp(-reach(x)) / 2 };
    const lost = composedLoss([rangeOf(G), up, up, down, down, down], 6, here);
    // G / d - G n / d^2 is a difference of products: more may be lost than it is.
    const wide = lost === 0 ? 0 : 6 * here.rounding.smallest * Math.max(1, reach(G)) * up.most ** 2;
    // One through e^x and one through e^-x.
    return [{ ...product(G, slope, here.rounding, 2, wide), terms: 2 }];
  },
});

/** The slope of ln(1 + e^x) is the sigmoid: of x, as e^x / (1 + e^x), or as 1 - e^-y. */
export const softplus = unary({
  value: (x, { rounding }) => {
    const own = rounding.chain(K + 2) * (1 + softplusAt(high(x)));
    return { value: softplusAt(x.value), error: sigmoidAt(high(x)) * x.error + own + 2 * rounding.smallest };
  },
  terms: (G, x, y, here) => {
    const { rounding } = here;
    const moved = Math.max(sigmoidSlopeAt(least(x)) * x.error, sigmoidAt(-low(x)) * y.error);
    const own = rounding.chain(K + 3) + rounding.chain(2 * K + 3) * sigmoidAt(high(x)) + rounding.smallest;
    const slope = { value: sigmoidAt(x.value), error: ifKnown(x, Math.min(moved, 1) + own) };
    const inverse = { most: 1, least: sigmoidAt(-high(x)) };
    const lost = composedLoss([rangeOf(G), inverse, exponential(x)], 3, here);
    return [product(G, knownAs(slope), rounding, 3, lost)];
  },
});
