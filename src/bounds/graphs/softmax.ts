/** Softmax in a lane and what is made of it: by Jensen's inequality; section 6 of spec/graph-bounds.md. */

import { elementaryUlps as K } from '../assumptions.ts';
import { orInfinity } from '../enclosure.ts';
import type { Costs } from './costs.ts';
import { type Estimate, type Known, knownAs } from './known.ts';

/** One lane, with the bounds of its errors. */
export interface SoftmaxLane {
  /** p = e^z / sum e^z, evaluated in any way, also as the exponential of a computed ln p. */
  readonly probabilities: readonly Known[];
  /** ln p, as a difference. */
  readonly logarithms: readonly Known[];
  /** ln sum e^z. */
  readonly logOfSum: Estimate;
  /** What an underflow inside can cost: omega, more where exponentials are not shifted. */
  readonly smallest: number;
}

/** What is off in every exponent z_j that a subject takes, and in the logarithm of the sum, on its own part. */
const exponentErrors = (z: readonly Known[], largest: number, rounding: Costs): readonly number[] => {
  const spread = Math.log(z.length) + 2 * widestOf(z);
  const logarithm = rounding.chain(K + 2) * (Math.abs(largest) + spread);
  return z.map(({ value }) => rounding.chain(2) * (largest - value + spread) + logarithm + rounding.chain(K));
};

const widestOf = (z: readonly Known[]): number => Math.max(...z.map(({ own, error }) => own + error));

/** Whether unshifted exponentials, their squares and their sum stay in the range. */
export const exponentialsLeaveRange = (z: readonly Known[], rounding: Costs): boolean => {
  const highest = Math.max(...z.map(({ value, own, error }) => Math.abs(value) + own + error));
  const limit = Math.min(Math.log(rounding.largest), -Math.log(rounding.smallest));
  return !(2 * highest + 2 * Math.log(z.length + 1) < limit);
};

const smallestOf = (largest: number, widest: number, { smallest }: Costs): number =>
  smallest * Math.exp(Math.min(Math.abs(largest) + widest, -Math.log(smallest) / 2));

/** e^(z - max z), and their sum. */
const powersOf = (z: readonly Known[]) => {
  const largest = Math.max(...z.map(({ value }) => value));
  const powers = z.map(({ value }) => Math.exp(value - largest));
  return { largest, powers, total: powers.reduce((sum, power) => sum + power, 0) };
};

/** How far ln p, ln sum e^z and p may be off, whatever the arguments are known to. */
const errorsIn = (z: readonly Known[], rounding: Costs) => {
  const n = z.length;
  const { largest, powers, total } = powersOf(z);
  const own = exponentErrors(z, largest, rounding);
  const exponents = z.map(({ error }, j) => error + (own[j] as number));
  const smallest = smallestOf(largest, widestOf(z), rounding);
  // The exact probabilities are at most e^(2 own) times those of the centres.
  const between = Math.exp(2 * Math.max(...z.map((one) => one.own)));
  const heaviest = powers.map((power) => (between * power) / total + rounding.smallest);
  const shift = heaviest.reduce((sum, p, j) => sum + p * Math.expm1(exponents[j] as number), 0);
  const added = rounding.sum(n, 2) + 2 * n * smallest;
  const ofSum = Math.log1p(shift) + added;
  // A computed p is no further from one that sums to 1 than its own roundings take it.
  const most = Math.exp(2 * Math.max(...own) + added + rounding.chain(K + 2));
  const ofLogarithms = exponents.map((exponent) => exponent + ofSum);
  const ofProbabilities = powers.map((power, i) => {
    const moved = (heaviest[i] as number) * Math.expm1((ofLogarithms[i] as number) + rounding.chain(K + 2));
    return Math.min(orInfinity(moved), most + power / total) + (n + 2) * smallest;
  });
  return { largest, powers, total, smallest, ofSum, ofLogarithms, ofProbabilities };
};

/** Probabilities, their logarithms and the logarithm of the sum, of one lane. */
export const softmaxLane = (z: readonly Known[], rounding: Costs): SoftmaxLane => {
  const { largest, powers, total, smallest, ofSum, ofLogarithms, ofProbabilities } = errorsIn(z, rounding);
  const known = widestOf(z) < Number.POSITIVE_INFINITY;
  const estimate = (value: number, error: number): Estimate => ({
    value,
    error: known ? orInfinity(error) : Number.POSITIVE_INFINITY,
  });
  return {
    probabilities: powers.map((power, i) => knownAs(estimate(power / total, ofProbabilities[i] as number))),
    logarithms: z.map(({ value }, i) =>
      knownAs(estimate(value - largest - Math.log(total), ofLogarithms[i] as number)),
    ),
    logOfSum: estimate(largest + Math.log(total), ofSum),
    smallest,
  };
};
