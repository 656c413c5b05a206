/** Softmax of one column of pre-activations, its Jacobian product, and logarithms that do not saturate. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Vector } from '../../model/problem.ts';
import { entry, matricesOver } from './matrix.ts';

/** The index of the largest component; the lowest of equals. */
export const argmax = <T>({ compare }: Arithmetic<T>, values: Vector<T>): number =>
  values.reduce((best, value, i) => (compare(value, entry(values, best)) > 0 ? i : best), 0);

/** e^(z_i - max z): every exponent is at most 0, so nothing overflows. */
const shiftedExponentials = <T>(arithmetic: Arithmetic<T>, z: Vector<T>): Vector<T> => {
  const top = entry(z, argmax(arithmetic, z));
  return z.map((value) => arithmetic.exp(arithmetic.sub(value, top)));
};

/** softmax(z)_i = e^z_i / sum_j e^z_j. */
export const softmax = <T>(arithmetic: Arithmetic<T>, z: Vector<T>): Vector<T> => {
  const exponentials = shiftedExponentials(arithmetic, z);
  const total = matricesOver(arithmetic).sum(exponentials);
  return exponentials.map((exponential) => arithmetic.div(exponential, total));
};

/** The symmetric Jacobian diag(a) - a a' of softmax, applied to v: a_i (v_i - a . v). */
export const softmaxJacobianTimes = <T>(arithmetic: Arithmetic<T>, a: Vector<T>, v: Vector<T>): Vector<T> => {
  const mean = matricesOver(arithmetic).dot(a, v);
  return a.map((probability, i) => arithmetic.mul(probability, arithmetic.sub(entry(v, i), mean)));
};

/**
 * ln(1 + x) for x >= 0 to full relative precision although the arithmetic has only ln: what 1 + x
 * rounds to is 1 + d, and ln(1 + d) x / d repairs the loss (Kahan). In exact arithmetic d is x.
 */
const log1p = <T>({ of, add, sub, mul, div, log, compare }: Arithmetic<T>, x: T): T => {
  const onePlus = add(of(1), x);
  const d = sub(onePlus, of(1));
  return compare(d, of(0)) === 0 ? x : mul(log(onePlus), div(x, d));
};

/** softplus(z) = ln(1 + e^z) = max(z, 0) + ln(1 + e^-|z|). */
export const softplus = <T>(arithmetic: Arithmetic<T>, z: T): T => {
  const { of, add, neg, exp, compare } = arithmetic;
  return compare(z, of(0)) > 0 ? add(z, log1p(arithmetic, exp(neg(z)))) : log1p(arithmetic, exp(z));
};

/**
 * -ln softmax(z)_k for every k, as (max z - z_k) + ln(1 + the other exponentials): two terms that are
 * never negative, so nothing cancels and nothing is the logarithm of a probability rounded to 0.
 */
export const surprisals = <T>(arithmetic: Arithmetic<T>, z: Vector<T>): Vector<T> => {
  const { add, sub } = arithmetic;
  const top = argmax(arithmetic, z);
  const others = shiftedExponentials(arithmetic, z).filter((_, i) => i !== top);
  const logTotal = log1p(arithmetic, matricesOver(arithmetic).sum(others));
  return z.map((value) => add(sub(entry(z, top), value), logTotal));
};
