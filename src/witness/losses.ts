/** Losses of one example, values only; sums of non-negative terms, so that nothing cancels. */

import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { LossName } from '../model/problem.ts';
import { at } from './at.ts';
import { largestIndex, total } from './sums.ts';

/** The last layer's z and a of one example, and its target, `[unit]` each. */
export interface Output<T> {
  readonly z: readonly T[];
  readonly a: readonly T[];
  readonly target: readonly T[];
}

const squares = <T>({ a, target }: Output<T>, arithmetic: Arithmetic<T>): T => {
  const differences = a.map((value, k) => arithmetic.sub(value, at(target, k)));
  return total(
    differences.map((difference) => arithmetic.mul(difference, difference)),
    arithmetic,
  );
};

/**
 * ln(1 + x) for x >= 0 to a few last digits: the error of 1 + x cancels in x / ((1 + x) - 1) (Kahan). Where
 * 1 + x rounds to 1 it is between x / (1 + x) and x, so an arithmetic that carries errors encloses it.
 */
const log1p = <T>(x: T, arithmetic: Arithmetic<T>): T => {
  const one = arithmetic.of(1);
  const shifted = arithmetic.add(one, x);
  const gained = arithmetic.sub(shifted, one);
  if (arithmetic.compare(gained, arithmetic.of(0)) === 0) return arithmetic.div(x, shifted);
  return arithmetic.mul(arithmetic.log(shifted), arithmetic.div(x, gained));
};

/** ln(1 + e^z) without overflow. */
const softplus = <T>(z: T, arithmetic: Arithmetic<T>): T => {
  const positive = arithmetic.compare(z, arithmetic.of(0)) > 0;
  const tail = log1p(arithmetic.exp(positive ? arithmetic.neg(z) : z), arithmetic);
  return positive ? arithmetic.add(z, tail) : tail;
};

/** -t ln y - (1 - t) ln(1 - y) with y = sigmoid(z) is t softplus(-z) + (1 - t) softplus(z): 0 ln 0 never arises. */
const logLoss = <T>({ z, target }: Output<T>, arithmetic: Arithmetic<T>): T =>
  total(
    z.map((value, k) => {
      const t = at(target, k);
      const whenOne = arithmetic.mul(t, softplus(arithmetic.neg(value), arithmetic));
      const rest = arithmetic.sub(arithmetic.of(1), t);
      return arithmetic.add(whenOne, arithmetic.mul(rest, softplus(value, arithmetic)));
    }),
    arithmetic,
  );

/** -sum t ln softmax(logits) is sum t ((largest - logit) + ln(1 + the other powers)). */
const crossEntropy = <T>(logits: readonly T[], target: readonly T[], arithmetic: Arithmetic<T>): T => {
  const top = largestIndex(logits, arithmetic);
  const largest = at(logits, top);
  const others = logits.filter((_, k) => k !== top);
  const powers = others.map((logit) => arithmetic.exp(arithmetic.sub(logit, largest)));
  const tail = log1p(total(powers, arithmetic), arithmetic);
  const terms = logits.map((logit, k) =>
    arithmetic.mul(at(target, k), arithmetic.add(arithmetic.sub(largest, logit), tail)),
  );
  return total(terms, arithmetic);
};

/** The index of the 1 in a one-hot target. */
const classOf = <T>(target: readonly T[], arithmetic: Arithmetic<T>): number =>
  largestIndex(target, arithmetic);

const hinge = <T>({ a, target }: Output<T>, arithmetic: Arithmetic<T>): T => {
  const zero = arithmetic.of(0);
  const correct = classOf(target, arithmetic);
  const margins = a
    .filter((_, k) => k !== correct)
    .map((value) => arithmetic.add(arithmetic.sub(value, at(a, correct)), arithmetic.of(1)));
  return total(
    margins.map((margin) => (arithmetic.compare(margin, zero) > 0 ? margin : zero)),
    arithmetic,
  );
};

/** The loss of one example, without the scale. */
export const lossOf = <T>(name: LossName, output: Output<T>, arithmetic: Arithmetic<T>): T => {
  switch (name) {
    case 'squared-error':
      return squares(output, arithmetic);
    case 'norm':
      return arithmetic.sqrt(squares(output, arithmetic));
    case 'log-loss':
      return logLoss(output, arithmetic);
    case 'cross-entropy':
      return crossEntropy(output.z, output.target, arithmetic);
    case 'cross-entropy-logits':
      return crossEntropy(output.a, output.target, arithmetic);
    case 'hinge':
      return hinge(output, arithmetic);
  }
};
