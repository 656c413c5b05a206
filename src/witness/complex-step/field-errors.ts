/** Errors of complex sums, products and quotients: what the operands bring, and the roundings. */

import type { Complex } from '../../arithmetic/complex.ts';
import { u } from '../centre.ts';
import { type Approximate, type PartErrors, productOfBounds, reciprocal, sizeOf } from './part-errors.ts';

/** What a product or quotient may lose where it underflows. */
const underflow = Number.MIN_VALUE;

/** Of a sum or a difference. */
export const sumErrors = (result: Complex, left: Approximate, right: Approximate): PartErrors => ({
  reError: left.reError + right.reError + u * Math.abs(result.re),
  imError: left.imError + right.imError + u * Math.abs(result.im),
});

/** |x y - x* y*| <= |x| s + |y| r + r s; two products and their sum are rounded. */
export const productErrors = (result: Complex, left: Approximate, right: Approximate): PartErrors => {
  const [x, y] = [sizeOf(left), sizeOf(right)];
  const terms = productOfBounds(x, y);
  const [ofRight, ofLeft] = [productOfBounds(x, right), productOfBounds(left, y)];
  const both = productOfBounds(left, right);
  const total = (part: keyof PartErrors, value: number) =>
    ofRight[part] + ofLeft[part] + both[part] + u * (terms[part] + Math.abs(value)) + 2 * underflow;
  return { reError: total('reError', result.re), imError: total('imError', result.im) };
};

/** The same number over i. */
const turned = ({ re, im, reError, imError }: Approximate): Approximate => ({
  re: im,
  im: -re,
  reError: imError,
  imError: reError,
});

/**
 * x* / y* - q = (dx - q dy) / y*. Smith's algorithm rounds the divisor three times (its terms have one
 * sign), the numerator's sum and the quotient once, the numerator's small term twice: with the products of
 * roundings at most 6 u |q| and 3 u times the small term over the divisor.
 */
export const quotientErrors = (result: Complex, left: Approximate, right: Approximate): PartErrors => {
  if (Math.abs(right.re) < Math.abs(right.im)) return quotientErrors(result, turned(left), turned(right));
  const [q, x] = [sizeOf(result), sizeOf(left)];
  const moved = productOfBounds(q, right);
  const numerator = { reError: left.reError + moved.reError, imError: left.imError + moved.imError };
  const divisor = Math.abs(right.re);
  const across = Math.abs(right.im) + right.imError;
  const carried = productOfBounds(numerator, reciprocal(divisor - right.reError, across));
  const ratio = Math.abs(right.im) / divisor / divisor;
  const sizes = q.reError + q.imError + x.reError + x.imError;
  const lost = underflow * (1 + (2 + sizes) / divisor);
  return {
    reError: carried.reError + u * (6 * q.reError + 3 * ratio * x.imError) + lost,
    imError: carried.imError + u * (6 * q.imError + 3 * ratio * x.reError) + lost,
  };
};
