/** Losses and where the backward pass starts, as the documents have them. */

import { at } from '../../model/at.ts';
import { complement } from './activations.ts';
import { type Ball, type BallArithmetic, negative, type Row } from './ball.ts';
import { log, sided, softmax, sqrt } from './functions.ts';
import type { LossSlope, Outcome } from './reading.ts';

/** a - t, component by component. */
export const errors = ({ sub }: BallArithmetic, { a, t }: Outcome): Row =>
  a.map((value, k) => sub(value, t[k] ?? value));

/** p sum(t) - t */
export const excess = ({ mul, sub, sum }: BallArithmetic, p: Row, t: Row): Row => {
  const total = sum(t);
  return p.map((value, k) => sub(mul(value, total), t[k] ?? total));
};

/** The index of the class that a one-hot target names; -1 where there is none. */
export const classOf = ({ t }: Outcome): number => t.findIndex(({ value }) => value === 1);

/** Per unit, whether its margin is broken, as 1 or 0; 0 for the right class. */
export const brokenMargins = (math: BallArithmetic, outcome: Outcome, margin = 1): Row => {
  const { add, sub, exact } = math;
  const right = classOf(outcome);
  const correct = outcome.a[right] ?? exact(Number.NaN);
  return outcome.a.map((y, k) =>
    k === right ? exact(0) : sided(add(sub(y, correct), exact(margin)), exact(1), exact(0)),
  );
};

/** The gradient of the Euclidean norm of a - t; 0 at 0. */
const normSlope = (math: BallArithmetic, outcome: Outcome): Row => {
  const c = errors(math, outcome);
  const length = sqrt(math, math.dot(c, c));
  return length.value === 0 ? c : c.map((value) => math.div(value, length));
};

const relative = ({ value, radius }: Ball): number =>
  value > radius ? radius / (value - radius) : Number.POSITIVE_INFINITY;

/**
 * a - t with the error that quotients by a and 1 - a leave in it: where the slope of the sigmoid does not
 * come from the same a, they do not cancel.
 */
const quotientErrors = (math: BallArithmetic, outcome: Outcome): Row =>
  errors(math, outcome).map(({ value, radius }, k) => {
    const [a, t] = [at(outcome.a, k), at(outcome.t, k).value];
    const rest = complement(math, a);
    const ofOne = t === 0 ? 0 : Math.abs(t * rest.value) * relative(a);
    const ofOther = t === 1 ? 0 : Math.abs((1 - t) * a.value) * relative(rest);
    return { value, radius: radius + 2 * (ofOne + ofOther) };
  });

/** dL/da; dL/dz for log-loss and cross-entropy, whose fused form has the smaller numbers and the same error. */
export const lossSlope = (math: BallArithmetic, outcome: Outcome): LossSlope => {
  const { exact, mul, sum } = math;
  switch (outcome.loss) {
    case 'squared-error':
      return { of: 'a', values: errors(math, outcome).map((c) => mul(exact(2), c)) };
    case 'norm':
      return { of: 'a', values: normSlope(math, outcome) };
    case 'hinge': {
      const broken = brokenMargins(math, outcome);
      const right = classOf(outcome);
      return { of: 'a', values: broken.map((one, k) => (k === right ? negative(sum(broken)) : one)) };
    }
    case 'log-loss':
      return { of: 'z', values: quotientErrors(math, outcome) };
    case 'cross-entropy':
      return { of: 'z', values: excess(math, outcome.a, outcome.t) };
    case 'cross-entropy-logits':
      return { of: 'a', values: excess(math, softmax(math, outcome.a), outcome.t) };
  }
};

/** t / x, and exactly 0 where t is. */
const share = ({ div, exact }: BallArithmetic, t: Ball, x: Ball): Ball =>
  t.value === 0 ? exact(0) : div(t, x);

/** dL/da of the losses that are usually fused, with `epsilon` added to every denominator. */
export const unfusedSlope = (math: BallArithmetic, outcome: Outcome, epsilon = 0): LossSlope => {
  const { add, sub, exact } = math;
  const kept = (x: Ball): Ball => (epsilon === 0 ? x : add(x, exact(epsilon)));
  const { a, t, loss } = outcome;
  if (loss !== 'log-loss' && loss !== 'cross-entropy') return lossSlope(math, outcome);
  const values = a.map((y, k) => {
    const target = t[k] ?? exact(Number.NaN);
    const present = negative(share(math, target, kept(y)));
    if (loss === 'cross-entropy') return present;
    return add(present, share(math, sub(exact(1), target), kept(sub(exact(1), y))));
  });
  return { of: 'a', values };
};

const weightedLogarithm = (math: BallArithmetic, weight: Ball, x: Ball): Ball =>
  weight.value === 0 ? math.exact(0) : negative(math.mul(weight, log(math, x)));

/** The sum of the margins that are broken. */
export const hingeValue = (math: BallArithmetic, outcome: Outcome, margin = 1): Ball => {
  const { exact, add, sub, sum } = math;
  const right = outcome.a[classOf(outcome)] ?? exact(Number.NaN);
  const margins = outcome.a.map((y) => add(sub(y, right), exact(margin)));
  return sum(margins.map((m, k) => (k === classOf(outcome) ? exact(0) : sided(m, m, exact(0)))));
};

/** L of one example. */
export const lossValue = (math: BallArithmetic, outcome: Outcome): Ball => {
  const { a, t, loss } = outcome;
  const { exact, sub, dot, sum } = math;
  const c = errors(math, outcome);
  const target = (k: number): Ball => t[k] ?? exact(Number.NaN);
  switch (loss) {
    case 'squared-error':
      return dot(c, c);
    case 'norm':
      return sqrt(math, dot(c, c));
    case 'hinge':
      return hingeValue(math, outcome);
    case 'log-loss':
      return sum(
        a.flatMap((y, k) => [
          weightedLogarithm(math, target(k), y),
          weightedLogarithm(math, sub(exact(1), target(k)), sub(exact(1), y)),
        ]),
      );
    case 'cross-entropy':
      return sum(a.map((y, k) => weightedLogarithm(math, target(k), y)));
    case 'cross-entropy-logits':
      return sum(softmax(math, a).map((y, k) => weightedLogarithm(math, target(k), y)));
  }
};
