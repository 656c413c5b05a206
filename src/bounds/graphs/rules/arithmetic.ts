/** The four operations, and what is made of them; section 5 of spec/graph-bounds.md. */

import { orInfinity } from '../../enclosure.ts';
import type { Costs } from '../costs.ts';
import { type Known, least, nearest, reach, top } from '../known.ts';
import { binary, unary } from '../rule.ts';
import { sumOfTerms } from '../sum.ts';
import {
  copy,
  inverseRange,
  lostOnTheWay,
  opposite,
  product,
  quotient,
  rangeOf,
  type Term,
} from '../term.ts';

const one: Known = { value: 1, own: 0, error: 0 };

const negated = ({ value, own, error }: Known): Known => ({ value: -value, own, error });

export const add = binary({
  value: (x, y, { rounding }) => sumOfTerms([copy(x), copy(y)], rounding),
  terms: (G) => [copy(G)],
});

export const sub = binary({
  value: (x, y, { rounding }) => sumOfTerms([copy(x), opposite(copy(y))], rounding),
  terms: (G, _x, _y, slot) => [slot === 0 ? copy(G) : opposite(copy(G))],
});

export const neg = unary({
  value: (x) => negated(x),
  terms: (G) => [opposite(copy(G))],
});

export const mul = binary({
  value: (x, y, { rounding }) => product(x, y, rounding),
  terms: (G, x, y, slot, { rounding }) => [product(G, slot === 0 ? y : x, rounding)],
});

/** x x: |x'x' - x x| <= |x' - x| |x' + x|. As a product of two slots x gets G x twice. */
export const square = unary({
  value: (x, { rounding }) => product(x, x, rounding),
  terms: (G, x, _y, { rounding }) => [product(G, x, rounding), product(G, x, rounding)],
});

/** How far 1 / y^2 moves: |1/y'^2 - 1/y^2| <= e / (l n) (1/l + 1/n). */
const inverseSquareError = (y: Known): number =>
  y.error === 0 ? 0 : (y.error / (least(y) * nearest(y))) * (1 / least(y) + 1 / nearest(y));

/**
 * -G x / y^2 in any of its forms, by (G / y) (x / y), G x / (y y), or with the reciprocal or the result: five
 * roundings at most, and y^2 must be a number of the precision.
 */
const throughDivisor = (G: Known, x: Known, y: Known, rounding: Costs): Term => {
  const inverse = 1 / least(y);
  const size = reach(G) * reach(x) * inverse * inverse;
  const factors = [rangeOf(G), rangeOf(x), inverseRange(y), inverseRange(y)];
  const moved = x.error * inverse * inverse + top(x) * inverseSquareError(y);
  const slope = top(x) / nearest(y) ** 2;
  const squared = least(y) ** 2 >= rounding.smallest && reach(y) ** 2 <= rounding.largest;
  const lost = squared ? lostOnTheWay(factors, 5, rounding) : Number.POSITIVE_INFINITY;
  const error = top(G) * moved + (slope + moved) * G.error + rounding.chain(5) * size + lost;
  return {
    value: -G.value * (x.value / y.value / y.value),
    error: size <= rounding.largest ? orInfinity(error) : Number.POSITIVE_INFINITY,
    size: orInfinity(size * (1 + rounding.chain(5))),
    floor: 0,
    grain: Number.NaN,
  };
};

export const div = binary({
  value: (x, y, { rounding }) => quotient(x, y, rounding),
  terms: (G, x, y, slot, { rounding }) => [
    slot === 0 ? quotient(G, y, rounding) : throughDivisor(G, x, y, rounding),
  ],
});

export const reciprocal = unary({
  value: (x, { rounding }) => quotient(one, x, rounding),
  terms: (G, x, _y, { rounding }) => [throughDivisor(G, one, x, rounding)],
});
