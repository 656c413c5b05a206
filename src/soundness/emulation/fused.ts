/** x y + z rounded once, from operations that round each time. */

import { type Round, toOdd } from './rounding.ts';

/** What addition rounds away: left + right = sum + rest, exactly (Knuth). */
const restOfSum = (left: number, right: number, sum: number): number => {
  const part = sum - left;
  return left - (sum - part) + (right - part);
};

const halves = (x: number): readonly [number, number] => {
  const stretched = 134217729 * x;
  const head = stretched - (stretched - x);
  return [head, x - head];
};

/** What multiplication rounds away (Dekker and Veltkamp); exact while nothing over- or underflows. */
const restOfProduct = (x: number, y: number, product: number): number => {
  const [xh, xl] = halves(x);
  const [yh, yl] = halves(y);
  return xl * yl - (product - xh * yh - xl * yh - xh * yl);
};

/** Formats of at most 24 bits: the product is exact in a double, and the sum is rounded to odd first. */
export const fusedShort =
  (round: Round) =>
  (x: number, y: number, z: number): number => {
    const product = x * y;
    const sum = product + z;
    return round(toOdd(sum, restOfSum(product, z, sum)));
  };

const isSafe = (x: number): boolean => x === 0 || (Math.abs(x) > 2 ** -400 && Math.abs(x) < 2 ** 400);

/** Doubles, by rounding to odd (Boldo and Melquiond); far from 1 the product is rounded, as is allowed. */
export const fusedDouble =
  (round: Round) =>
  (x: number, y: number, z: number): number => {
    if (!isSafe(x) || !isSafe(y) || !isSafe(z)) return round(round(x * y) + z);
    const product = x * y;
    const rest = restOfProduct(x, y, product);
    const tail = z + rest;
    const tailRest = restOfSum(z, rest, tail);
    const sum = product + tail;
    const sumRest = restOfSum(product, tail, sum);
    const last = sumRest + tailRest;
    return round(sum + toOdd(last, restOfSum(sumRest, tailRest, last)));
  };
