/** Softmax over the units of one example, forwards and through its Jacobian; section 5 of spec/bounds.md. */

import type { Vector } from '../model/problem.ts';
import { elementaryUlps as K } from './assumptions.ts';
import { at } from './at.ts';
import { type Enclosure, orInfinity, productError, reaches } from './enclosure.ts';
import type { Rounding } from './rounding.ts';

/** The errors of one softmax, `[unit]`. */
export interface SoftmaxErrors {
  /** p and the bounds of its error. */
  readonly probabilities: Enclosure;
  /** Bounds of the error of ln p where it is formed without p. */
  readonly logErrors: Vector;
  /** What an underflow inside the quotient can cost: omega, more where exponentials are not shifted. */
  readonly smallest: number;
  /** How far the cap cut an error. */
  readonly overshoot: number;
}

/** p in float64, shifted by the largest pre-activation. */
export const softmax = (z: Vector): Vector => {
  const largest = Math.max(...z);
  const exponentials = z.map((value) => Math.exp(value - largest));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return exponentials.map((value) => value / sum);
};

/** What a logarithm of the sum of exponentials is made of: rounding it costs u of this. */
const logarithmSize = ({ values, errors }: Enclosure, slack: number): number =>
  Math.abs(Math.max(...values)) + (K + 2) * Math.log(values.length) + 4 * (1 + slack) * Math.max(...errors);

const exponentErrors = (z: Enclosure, rounding: Rounding, slack: number): Vector => {
  const largest = Math.max(...z.values);
  const size = logarithmSize(z, slack);
  return z.values.map(
    (value, j) => at(z.errors, j) + rounding.chain(1) * (2 * (largest - value) + size) + rounding.chain(K),
  );
};

/** As large as a computed p can be: exp(z - logsumexp(z)) passes 1 by what the logarithm is off. */
const largestProbability = (z: Enclosure, rounding: Rounding, slack: number): number => {
  const n = z.values.length;
  const size = logarithmSize(z, slack);
  return Math.exp(rounding.chain(1) * size + 2 * rounding.chain(K) + rounding.chain(n) + rounding.sum(n, 2));
};

const underflow = (z: Enclosure, rounding: Rounding, slack: number): number => {
  const depth = Math.max(0, -Math.max(...z.values) + (1 + slack) * Math.max(...z.errors));
  return rounding.smallest * Math.exp(Math.min(depth, -Math.log(rounding.smallest) / 2));
};

/** The errors of p = softmax(z) by Jensen's inequality: nothing of second order is dropped. */
export const softmaxErrors = (
  z: Enclosure,
  probabilities: Vector,
  rounding: Rounding,
  slack: number,
): SoftmaxErrors => {
  const n = probabilities.length;
  const exponents = exponentErrors(z, rounding, slack);
  const shift = probabilities.reduce(
    (sum, p, j) => sum + (p + rounding.smallest) * Math.expm1(at(exponents, j)),
    0,
  );
  const sum = Math.log1p(Math.exp(2 * slack * Math.max(...exponents)) * shift) + rounding.sum(n, 2);
  const smallest = underflow(z, rounding, slack);
  const logErrors = exponents.map((exponent) => orInfinity(exponent + sum));
  const known = Math.max(...z.errors) < Number.POSITIVE_INFINITY;
  const largest = largestProbability(z, rounding, slack);
  let overshoot = 1;
  const errors = probabilities.map((p, i) => {
    const error = at(logErrors, i);
    const free = orInfinity((p + rounding.smallest) * Math.exp(slack * error) * Math.expm1(error));
    overshoot = Math.max(overshoot, orInfinity(free / (largest + p)));
    return known ? Math.min(free, largest + p) + (n + 2) * smallest : Number.POSITIVE_INFINITY;
  });
  return { probabilities: { values: probabilities, errors }, logErrors, smallest, overshoot };
};

/** delta_i = p_i (v_i - sum_j p_j v_j): bounds for the diagonal form, the full Jacobian and composed ones. */
export const softmaxDeltaErrors = (
  p: Enclosure,
  adjoints: Enclosure,
  smallest: number,
  rounding: Rounding,
  slack: number,
): Vector => {
  const n = p.values.length;
  const [pMost, vMost] = [reaches(p, slack), reaches(adjoints, slack)];
  let [mean, meanError, magnitude] = [0, (n + 1) * smallest, 0];
  p.values.forEach((probability, j) => {
    const v = at(adjoints.values, j);
    mean += probability * v;
    meanError += productError(probability, at(p.errors, j), v, at(adjoints.errors, j), slack);
    magnitude += at(pMost, j) * at(vMost, j);
  });
  return p.values.map((probability, i) => {
    const difference = at(adjoints.values, i) - mean;
    const differenceError = at(adjoints.errors, i) + meanError;
    const moved = productError(probability, at(p.errors, i), difference, differenceError, slack);
    const rounded = rounding.sum(n, 6) * at(pMost, i) * (at(vMost, i) + magnitude);
    return orInfinity(moved + rounded + 2 * smallest);
  });
};
