/** Functions with a kink at 0: relu, leaky relu, elu; sections 5 and 7 of spec/graph-bounds.md. */

import { attribute } from '../../../model/attributes.ts';
import { elementaryUlps as K } from '../../assumptions.ts';
import { orInfinity } from '../../enclosure.ts';
import type { Costs, Setting } from '../costs.ts';
import { type Estimate, high, isExact, type Known, knownAs, low, reach, top } from '../known.ts';
import { type Here, unary } from '../rule.ts';
import { copy, lostOnTheWay, product, rangeOf, type Term, underflow } from '../term.ts';

/**
 * G s, where a subject has some s of size up to `most`, at most `jump` from the exact one, rounded once.
 * Nothing is known of how the two are related, so the whole jump is in the error.
 */
export const chosen = (
  G: Known,
  { value, most, jump }: { readonly value: number; readonly most: number; readonly jump: number },
  rounding: Costs,
): Term => {
  const size = most * reach(G);
  const lost = 2 * underflow(0, size, rounding);
  return {
    value: value === 0 ? 0 : value * G.value,
    error: orInfinity(jump * top(G) + most * G.error + rounding.chain(2) * size + lost),
    size,
    floor: 0,
    grain: Number.NaN,
  };
};

/**
 * G s, where the exact number has s and a subject the same, rounded once, or one within half the jump of it.
 * `besides`: what else its derivative may be off by.
 */
export const taken = (
  G: Known,
  s: number,
  { jump, besides }: { readonly jump: number; readonly besides: number },
  { rounding, kinks }: Setting,
): Term => {
  const spread = typeof kinks === 'object' && kinks.within === 'half the jump' ? jump / 2 : 0;
  const off = spread + besides + rounding.chain(1) * (Math.abs(s) + spread) + rounding.smallest;
  return chosen(G, { value: s, most: Math.abs(s) + off, jump: off }, rounding);
};

/** Which sides of 0 subject and exact number may be on. */
interface Sides {
  readonly positive: boolean;
  readonly negative: boolean;
}

const sidesOf = (x: Known, zeroIsPositive: boolean, { setting }: Here): Sides => {
  if (setting.kinks === 'convention' && isExact(x)) {
    const positive = x.value > 0 || (x.value === 0 && zeroIsPositive);
    return { positive, negative: !positive };
  }
  return { positive: high(x) >= 0, negative: low(x) <= 0 };
};

/** alpha as it is stored. */
const factorOf = ({ attributes, rounding }: Here): Known => {
  const alpha = attribute(attributes, 'alpha');
  return { value: alpha, own: 0, error: rounding.represent(alpha) };
};

/** x, and alpha x below 0. */
const leakyValue = (x: Known, alpha: Known, here: Here): Estimate => {
  const value = x.value >= 0 ? x.value : alpha.value * x.value;
  const sides = sidesOf(x, true, here);
  if (!sides.negative) return { value, error: x.error };
  const scaled = product(alpha, x, here.rounding);
  if (!sides.positive) return { value, error: scaled.error };
  return { value, error: Math.max(1, alpha.value) * x.error + scaled.error };
};

/** alpha x may round to 0, and a slope that is taken from the sign of the result then changes sides. */
const roundsToZero = (x: Known, alpha: Known, { smallest }: Costs): boolean =>
  alpha.value > 0 && alpha.value * -high(x) < smallest;

const leakyTerms = (G: Known, x: Known, alpha: Known, here: Here): readonly Term[] => {
  const s = here.chosen();
  if (s !== undefined)
    return [taken(G, s, { jump: Math.abs(1 - alpha.value), besides: alpha.error }, here.setting)];
  const sides = sidesOf(x, true, here);
  const positive = sides.positive || (sides.negative && roundsToZero(x, alpha, here.rounding));
  if (!sides.negative) return [copy(G)];
  if (!positive) return alpha.value === 0 ? [] : [product(G, alpha, here.rounding)];
  if (alpha.value === 1) return [copy(G)];
  here.uncertain();
  const slope = {
    value: x.value >= 0 ? 1 : alpha.value,
    most: Math.max(1, alpha.value + alpha.error),
    jump: Math.abs(1 - alpha.value) + alpha.error,
  };
  return [chosen(G, slope, here.rounding)];
};

const zero: Known = { value: 0, own: 0, error: 0 };

export const relu = unary({
  value: (x, here) => leakyValue(x, zero, here),
  terms: (G, x, _y, here) => leakyTerms(G, x, zero, here),
});

export const leakyRelu = unary({
  value: (x, here) => leakyValue(x, factorOf(here), here),
  terms: (G, x, _y, here) => leakyTerms(G, x, factorOf(here), here),
});

/** What evaluating alpha (e^x - 1) costs, by expm1 or by a subtraction. */
const eluCost = (x: Known, alpha: Known, { rounding }: Here): number => {
  if (alpha.value === 0) return 0;
  const [height, depth] = [Math.exp(Math.min(high(x), 0)), -Math.expm1(Math.min(low(x), 0))];
  const own = rounding.chain(K) * height + rounding.chain(K + 4) * depth;
  return (alpha.value + alpha.error) * own + alpha.error * depth + 2 * rounding.smallest;
};

/** The largest slope below 0. */
const eluSteepness = (x: Known, alpha: Known): number =>
  (alpha.value + alpha.error) * Math.exp(Math.min(high(x), 0));

export const elu = unary({
  value: (x, here) => {
    const alpha = factorOf(here);
    const value = x.value > 0 ? x.value : alpha.value * Math.expm1(x.value);
    const sides = sidesOf(x, false, here);
    if (!sides.negative) return { value, error: x.error };
    const steepness = Math.max(sides.positive ? 1 : 0, eluSteepness(x, alpha));
    return { value, error: steepness * x.error + eluCost(x, alpha, here) };
  },
  terms: (G, x, y, here) => {
    const { rounding } = here;
    const alpha = factorOf(here);
    const sides = sidesOf(x, false, here);
    const s = here.chosen();
    if (!sides.negative && s === undefined) return [copy(G)];
    const steepness = alpha.value + alpha.error;
    const depth = -Math.expm1(Math.min(low(x), 0));
    const slope = alpha.value * Math.exp(Math.min(x.value, 0));
    const bent =
      alpha.value === 0
        ? 0
        : y.error +
          alpha.error +
          rounding.chain(K + 2) * (slope + y.error) +
          rounding.chain(1) * steepness * (1 + depth) +
          rounding.smallest;
    if (s !== undefined) {
      // alpha e^x at the subject's own x, at most two radii from 0, instead of the alpha that may be chosen.
      const besides = bent + 2 * steepness * (x.own + x.error) + rounding.chain(K + 2) * (1 + steepness);
      return [taken(G, s, { jump: Math.abs(1 - alpha.value), besides }, here.setting)];
    }
    const highest = alpha.value * Math.expm1(Math.min(high(x), 0)) + eluCost(x, alpha, here);
    const decided = here.setting.kinks === 'convention' && isExact(x);
    const positive = sides.positive || (alpha.value > 0 && !decided && highest >= 0);
    if (!positive || alpha.value === 1) {
      const value = x.value > 0 ? 1 : slope;
      if (value === 0 && bent === 0) return [];
      const factor = { most: steepness, least: alpha.value };
      const power = { most: 1, least: Math.exp(Math.min(low(x), 0)) };
      const lost = lostOnTheWay([rangeOf(G), factor, power], 2, rounding);
      return [product(G, knownAs({ value, error: bent }), rounding, 2, lost)];
    }
    here.uncertain();
    const jump = Math.abs(1 - alpha.value) + bent + steepness * (x.own + x.error);
    const value = x.value > 0 ? 1 : slope;
    return [chosen(G, { value, most: Math.max(1, steepness) + bent, jump }, rounding)];
  },
});
