/**
 * Errors of the elementary functions of `src/arithmetic/complex.ts`: what an argument off by its errors
 * changes, and the roundings, counted in that file's formulas. The real functions behind them are granted
 * K u, K = `elementaryUlps`; sin, cos and tan for arguments up to 1 in size, beyond which nothing is known.
 */

import type { Complex } from '../../arithmetic/complex.ts';
import { elementaryUlps, smallest, u } from '../centre.ts';
import { type Approximate, type PartErrors, productOfBounds, reciprocal, unknown } from './part-errors.ts';

type FunctionErrors = (result: Complex, argument: Approximate) => PartErrors;

/** e^(a*) cos b* - e^a cos b and e^(a*) sin b* - e^a sin b: first a moves, then b. */
const expMoved = ({ re, im, reError, imError }: Approximate): PartErrors => {
  const modulus = Math.exp(re);
  const grown = Math.expm1(reError);
  const across = Math.abs(im) + imError;
  return {
    reError: modulus * (grown + (1 + grown) * imError * across),
    imError: modulus * (grown * across + imError),
  };
};

const isNarrow = ({ im, imError }: Approximate): boolean => Math.abs(im) + imError <= 1;

const expRoundings = (2 * elementaryUlps + 2) * u;

/** Errors of e^x for a complex x. */
export const expErrors: FunctionErrors = (result, argument) => {
  if (!isNarrow(argument)) return unknown;
  const moved = expMoved(argument);
  return {
    reError: moved.reError + expRoundings * Math.abs(result.re) + smallest,
    imError: moved.imError + expRoundings * Math.abs(result.im) + smallest,
  };
};

/** Moves as e^z does; expm1(a) cos b is e^z - 1 + 2 sin^2(b / 2). */
export const expm1Errors: FunctionErrors = (result, argument) => {
  if (!isNarrow(argument)) return unknown;
  const moved = expMoved(argument);
  const square = 2 * Math.sin(argument.im / 2) ** 2;
  const terms = expRoundings * (Math.abs(result.re) + 2 * square) + 3 * u * square;
  return {
    reError: moved.reError + terms + u * Math.abs(result.re) + smallest,
    imError: moved.imError + expRoundings * Math.abs(result.im) + smallest,
  };
};

/**
 * log(z*) - log(z) = log(1 + w) with w = dz / z: its real part is at most -ln(1 - |w|), its imaginary part
 * the angle of 1 + w, at most |im w| / (1 - |re w|).
 */
export const logErrors: FunctionErrors = (result, { re, im, reError, imError }) => {
  const size = Math.hypot(re, im);
  const [cosine, sine] = [Math.abs(re) / size, Math.abs(im) / size];
  const along = (reError / size) * cosine + (imError / size) * sine;
  const across = (imError / size) * cosine + (reError / size) * sine;
  if (!(along + across < 1)) return unknown;
  const larger = Math.max(Math.abs(re), Math.abs(im));
  const terms = 2 * Math.abs(Math.log(larger)) + Math.abs(result.re);
  return {
    reError: -Math.log1p(-along - across) + (elementaryUlps + 5) * u * terms + smallest,
    imError: across / (1 - along) + elementaryUlps * u * Math.abs(result.im) + smallest,
  };
};

/** sqrt(z*) - sqrt(z) = dz / (sqrt(z*) + sqrt(z)), where z* surely has a positive real part. */
export const sqrtErrors: FunctionErrors = (result, { re, im, reError, imError }) => {
  if (!(re > reError)) return unknown;
  const least = Math.sqrt(re - reError);
  const across = Math.abs(result.im) + (Math.abs(im) + imError) / (2 * least);
  const moved = productOfBounds({ reError, imError }, reciprocal(result.re + least, across));
  const roundings = (elementaryUlps + 4) * u;
  return {
    reError: moved.reError + roundings * Math.abs(result.re) + smallest,
    imError: moved.imError + roundings * Math.abs(result.im) + smallest,
  };
};

/**
 * tanh(z + d) - tanh z = t (1 - w^2) / (1 + w t) with w = tanh z, t = tanh d, and the parts of t are at
 * most 1.1 times those of d up to 1/4. |1 - w^2| = 1 / |cosh z|^2 = 1 / (sinh^2 a + cos^2 b).
 */
const tanhMoved = (w: Complex, { re, im, reError, imError }: Approximate): PartErrors => {
  const t = { reError: 1.1 * reError, imError: 1.1 * imError };
  const [along, across] = [Math.abs(w.re), Math.abs(w.im)];
  const slope = { reError: 1 / (Math.sinh(re) ** 2 + Math.cos(im) ** 2), imError: 2 * along * across };
  const nearest = 1 - along * t.reError - across * t.imError;
  const divisor = reciprocal(nearest, along * t.imError + across * t.reError);
  return productOfBounds(productOfBounds(t, slope), divisor);
};

/** Errors of tanh x for a complex x. */
export const tanhErrors: FunctionErrors = (result, argument) => {
  if (!isNarrow(argument) || !(Math.max(argument.reError, argument.imError) <= 0.25)) return unknown;
  const moved = tanhMoved(result, argument);
  // The roundings of tan count where its square does.
  const share = Math.min(1, Math.tan(argument.im) ** 2);
  const alongRoundings = elementaryUlps + 4 + (6 * elementaryUlps + 8) * share;
  const acrossRoundings = 3 * elementaryUlps + 5 + (4 * elementaryUlps + 4) * share;
  return {
    reError: moved.reError + alongRoundings * u * Math.abs(result.re) + smallest,
    imError: moved.imError + acrossRoundings * u * Math.abs(result.im) + smallest,
  };
};
