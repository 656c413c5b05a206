/** Powers, exponential and logarithm; section 5 of spec/graph-bounds.md. */

import { attribute } from '../../../model/attributes.ts';
import { elementaryUlps as K } from '../../assumptions.ts';
import type { Costs } from '../costs.ts';
import { type Estimate, high, type Known, knownAs, least, low, reach } from '../known.ts';
import { unary } from '../rule.ts';
import { copy, lostOnTheWay, product, quotient, rangeOf, underflow } from '../term.ts';

const nowhere = (value: number): Estimate => ({ value, error: Number.POSITIVE_INFINITY });

/** e^x: the exact function moves by e^x (e^E - 1). */
export const exp = unary({
  value: (x, { rounding }) => {
    const value = Math.exp(x.value);
    const [size, floor] = [Math.exp(high(x)), Math.exp(low(x))];
    if (!(size <= rounding.largest)) return nowhere(value);
    const moved = Math.exp(x.value + x.own) * Math.expm1(x.error);
    return { value, error: moved + rounding.chain(K) * size + underflow(floor, size, rounding) };
  },
  terms: (G, _x, y, { rounding }) => [product(G, y, rounding)],
});

/** ln x moves by E over the smaller of both arguments. */
export const log = unary({
  value: (x, { rounding }) => {
    const value = Math.log(x.value);
    if (!(low(x) > 0)) return nowhere(value);
    const size = Math.max(Math.abs(Math.log(low(x))), Math.abs(Math.log(high(x))));
    return { value, error: x.error / low(x) + rounding.chain(K) * size };
  },
  terms: (G, x, _y, { rounding }) => [quotient(G, x, rounding)],
});

/** The root moves by E over the sum of both roots. */
export const sqrt = unary({
  value: (x, { rounding }) => {
    const value = Math.sqrt(x.value);
    if (!(low(x) > 0)) return nowhere(value);
    return { value, error: x.error / (2 * Math.sqrt(low(x))) + rounding.chain(K) * Math.sqrt(high(x)) };
  },
  terms: (G, _x, y, { rounding }) => {
    const twice: Known = { value: 2 * y.value, own: 2 * y.own, error: 2 * y.error };
    return [quotient(G, twice, rounding, 3)];
  },
});

/** x^p over the reach of x: the largest and the smallest magnitude. */
const powersOf = (x: Known, p: number): { readonly most: number; readonly least: number } => {
  const [small, large] = [least(x) ** p, reach(x) ** p];
  return p >= 0 ? { most: large, least: small } : { most: small, least: large };
};

/**
 * Relative error of evaluating x^p. An integer power is formed by |p| - 1 products and a reciprocal, or by a
 * function of the library; any other by such a function, or as e^(p ln x), whose exponent is off by the
 * stored p and by K + 1 roundings.
 */
const powerCost = (x: Known, p: number, rounding: Costs): number => {
  if (Number.isInteger(p)) return Math.max(rounding.chain(Math.abs(p)), rounding.chain(K));
  const logarithm = Math.max(Math.abs(Math.log(least(x))), Math.abs(Math.log(reach(x))));
  const stored = rounding.represent(p);
  const exponent = logarithm * (stored + (Math.abs(p) + stored) * rounding.chain(K + 1));
  return Math.expm1(exponent) + rounding.chain(K) * Math.exp(exponent);
};

/** Products on the way to x^|p| must be numbers of the precision; small results may be lost. */
const lostInPower = (x: Known, p: number, rounding: Costs): number => {
  const { most, least: smallest } = powersOf(x, Math.abs(p));
  if (!(most <= rounding.largest)) return Number.POSITIVE_INFINITY;
  if (p === 0 || p === 1) return 0;
  const isNormal = Math.min(1, smallest) >= rounding.smallest;
  if (p < 0) return isNormal ? underflow(1 / most, 1 / smallest, rounding) : Number.POSITIVE_INFINITY;
  return isNormal ? 0 : 2 * Math.ceil(p) * rounding.smallest * Math.max(1, most);
};

const isInDomain = (x: Known, p: number): boolean =>
  Number.isInteger(p) ? p >= 0 || least(x) > 0 : low(x) > 0;

/** factor x^p, with `steps` roundings beside those of the power, and the relative error that they add to. */
const scaledPower = (x: Known, factor: number, p: number, cost: number, rounding: Costs): Estimate => {
  const value = factor * x.value ** p;
  const size = Math.abs(factor) * powersOf(x, p).most;
  const steepness = p === 0 ? 0 : Math.abs(factor * p) * powersOf(x, p - 1).most;
  const moved = x.error === 0 ? 0 : steepness * x.error;
  const lost = Math.max(1, Math.abs(factor)) * lostInPower(x, p, rounding);
  return { value, error: moved + cost * size + lost };
};

/** p x^(p - 1), or p x^p / x. */
const powerSlope = (x: Known, p: number, rounding: Costs): Estimate => {
  const lowered = Number.isInteger(p) ? 0 : Math.abs(p - 1) * rounding.chain(1);
  const logarithm = lowered === 0 ? 0 : Math.max(Math.abs(Math.log(least(x))), Math.abs(Math.log(reach(x))));
  const cost =
    Math.max(powerCost(x, p, rounding), powerCost(x, p - 1, rounding)) * Math.exp(2 * lowered * logarithm) +
    Math.expm1(lowered * logarithm) +
    rounding.chain(3) +
    rounding.represent(p) / Math.abs(p);
  const slope = scaledPower(x, p, p - 1, cost * (1 + cost), rounding);
  // Where x^p is flushed, dividing by x enlarges what is lost: at most all of it.
  const lost = lostInPower(x, p, rounding);
  const flushed =
    lost === 0 ? 0 : Math.min(lost / least(x), (2 ** Math.abs(p) - 1) * powersOf(x, p - 1).most);
  return { value: slope.value, error: slope.error + Math.abs(p) * flushed };
};

/** x^p for a constant p. */
export const pow = unary({
  value: (x, { rounding, attributes }) => {
    const p = attribute(attributes, 'exponent');
    if (p === 0) return { value: 1, error: 0 };
    if (!isInDomain(x, p)) return nowhere(x.value ** p);
    if (p === 1) return { value: x.value, error: x.error };
    return scaledPower(x, 1, p, powerCost(x, p, rounding), rounding);
  },
  terms: (G, x, _y, { rounding, attributes, saturates }) => {
    const p = attribute(attributes, 'exponent');
    if (p === 0) return [];
    if (p === 1) return [copy(G)];
    if (!(Math.abs(p) * powersOf(x, p).most <= rounding.largest))
      saturates('p x^p can overflow where its derivative is p x^p / x');
    const slope = knownAs(isInDomain(x, p) ? powerSlope(x, p, rounding) : nowhere(0));
    const power = powersOf(x, p - 1);
    const factor = { most: Math.abs(p), least: Math.abs(p) };
    return [product(G, slope, rounding, 3, lostOnTheWay([rangeOf(G), factor, power], 3, rounding))];
  },
});
