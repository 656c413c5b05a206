/** The loss of one example, from its last layer's pre-activations and outputs. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { LossName, Vector } from '../../model/problem.ts';
import { largest } from './activations.ts';
import { at } from './at.ts';
import type { ForwardPass } from './forward.ts';
import { sum } from './sums.ts';

/** ln(1 + x) for x >= 0 without losing a small x; exact division of what rounding did to 1 + x (Kahan). */
const log1p = <T>({ of, add, sub, mul, div, log, compare }: Arithmetic<T>, x: T): T => {
  const shifted = add(of(1), x);
  const kept = sub(shifted, of(1));
  return compare(kept, of(0)) === 0 ? x : div(mul(log(shifted), x), kept);
};

/** ln(1 + e^z), finite however large z is. */
const softplus = <T>(arithmetic: Arithmetic<T>, z: T): T => {
  const { of, add, neg, exp, compare } = arithmetic;
  const positive = compare(z, of(0)) > 0;
  const tail = log1p(arithmetic, exp(positive ? neg(z) : z));
  return positive ? add(z, tail) : tail;
};

const squaredError = <T>(arithmetic: Arithmetic<T>, outputs: Vector<T>, targets: Vector<T>): T => {
  const differences = outputs.map((output, k) => arithmetic.sub(output, at(targets, k)));
  return sum(
    arithmetic,
    differences.map((difference) => arithmetic.mul(difference, difference)),
  );
};

/** A power of two near the largest magnitude: dividing by it is exact and keeps squares in range. */
const binade = <T>({ toNumber }: Arithmetic<T>, values: Vector<T>): number => {
  const magnitude = Math.max(...values.map((value) => Math.abs(toNumber(value))));
  return magnitude > 0 && magnitude < Number.POSITIVE_INFINITY
    ? 2 ** Math.min(Math.floor(Math.log2(magnitude)), 1023)
    : 1;
};

/** The Euclidean norm of a vector; exactly 0 only for the zero vector. */
export const euclideanNorm = <T>(arithmetic: Arithmetic<T>, values: Vector<T>): T => {
  const { of, mul, div, sqrt } = arithmetic;
  const unit = of(binade(arithmetic, values));
  const scaled = values.map((value) => div(value, unit));
  const squares = sum(
    arithmetic,
    scaled.map((value) => mul(value, value)),
  );
  return mul(unit, sqrt(squares));
};

/** -sum [t ln y + (1-t) ln(1-y)] with y = sigma(z), as t softplus(-z) + (1-t) softplus(z). */
const logLoss = <T>(arithmetic: Arithmetic<T>, z: Vector<T>, targets: Vector<T>): T => {
  const { of, add, sub, mul, neg } = arithmetic;
  const terms = z.map((value, k) => {
    const t = at(targets, k);
    const present = mul(t, softplus(arithmetic, neg(value)));
    return add(present, mul(sub(of(1), t), softplus(arithmetic, value)));
  });
  return sum(arithmetic, terms);
};

/** -sum t ln softmax(z), as sum of t_k ((max z - z_k) + ln sum e^(z - max z)). */
const crossEntropy = <T>(arithmetic: Arithmetic<T>, z: Vector<T>, targets: Vector<T>): T => {
  const { add, sub, mul, exp } = arithmetic;
  const peak = largest(arithmetic, z);
  const peakUnit = z.indexOf(peak);
  const others = z.filter((_, k) => k !== peakUnit).map((value) => exp(sub(value, peak)));
  const logTotal = log1p(arithmetic, sum(arithmetic, others));
  const terms = z.map((value, k) => mul(at(targets, k), add(sub(peak, value), logTotal)));
  return sum(arithmetic, terms);
};

/** The class of a one-hot target, `[unit]`; throws RangeError when no component is 1. */
export const classOf = (targets: Vector): number => {
  const unit = targets.indexOf(1);
  if (unit < 0) throw new RangeError(`targets: expected a one-hot vector, got [${targets.join(', ')}]`);
  return unit;
};

/** y_k - y_c + 1 for every unit k, `[unit]`; that of the class c itself is 1 and never used. */
export const margins = <T>({ of, add, sub }: Arithmetic<T>, outputs: Vector<T>, c: number): Vector<T> =>
  outputs.map((output) => add(sub(output, at(outputs, c)), of(1)));

const hinge = <T>(arithmetic: Arithmetic<T>, outputs: Vector<T>, targets: Vector): T => {
  const c = classOf(targets);
  const zero = arithmetic.of(0);
  const active = margins(arithmetic, outputs, c).filter(
    (margin, k) => k !== c && arithmetic.compare(margin, zero) > 0,
  );
  return sum(arithmetic, active);
};

/** The loss of one example, unscaled; `targets` are its doubles, `[unit]`. */
export const lossValue = <T>(
  arithmetic: Arithmetic<T>,
  name: LossName,
  pass: ForwardPass<T>,
  targets: Vector,
): T => {
  const t = targets.map((target) => arithmetic.of(target));
  const { outputs } = pass;
  const { z } = at(pass.layers, pass.layers.length - 1);
  switch (name) {
    case 'squared-error':
      return squaredError(arithmetic, outputs, t);
    case 'norm':
      return euclideanNorm(
        arithmetic,
        outputs.map((output, k) => arithmetic.sub(output, at(t, k))),
      );
    case 'log-loss':
      return logLoss(arithmetic, z, t);
    case 'cross-entropy':
      return crossEntropy(arithmetic, z, t);
    case 'cross-entropy-logits':
      return crossEntropy(arithmetic, outputs, t);
    case 'hinge':
      return hinge(arithmetic, outputs, targets);
  }
};
