/**
 * The losses, one example at a time: value and gradient, without the problem's scale.
 *
 * Two of them know the activation they are legal with and skip it: their gradient is already dloss/dz,
 * and their value is computed from z, so that a saturated output costs nothing in precision.
 */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { LossName, Vector } from '../../model/problem.ts';
import type { Choose } from './kink.ts';
import { entry, matricesOver } from './matrix.ts';
import { argmax, softmax, softplus, surprisals } from './softmax.ts';

/** One example at the output: all `[unit]`; `index` is the example's, counted from 0. */
export interface Example<T> {
  readonly index: number;
  readonly z: Vector<T>;
  readonly output: Vector<T>;
  readonly target: Vector<T>;
}

/** The loss of one example. */
export interface LossAt<T> {
  readonly value: T;
  /** dloss/d(output), or dloss/dz of the last layer where the loss is fused; `[unit]`. */
  readonly gradient: Vector<T>;
}

type LossFunction = <T>(example: Example<T>, arithmetic: Arithmetic<T>, choose: Choose<T>) => LossAt<T>;

const difference = <T>({ sub }: Arithmetic<T>, left: Vector<T>, right: Vector<T>): Vector<T> =>
  left.map((x, k) => sub(x, entry(right, k)));

const squaredError: LossFunction = ({ output, target }, arithmetic) => {
  const error = difference(arithmetic, output, target);
  return {
    value: matricesOver(arithmetic).dot(error, error),
    gradient: error.map((e) => arithmetic.mul(arithmetic.of(2), e)),
  };
};

/** The norm of e and e / norm, from components divided by the largest so that no square overflows. */
const norm: LossFunction = <T>(
  { index: example, output, target }: Example<T>,
  arithmetic: Arithmetic<T>,
  choose: Choose<T>,
) => {
  const { of, mul, div, neg, sqrt, compare } = arithmetic;
  const error = difference(arithmetic, output, target);
  const sizes = error.map((e) => (compare(e, of(0)) < 0 ? neg(e) : e));
  const largest = entry(sizes, argmax(arithmetic, sizes));
  const site = (unit: number) => ({ kind: 'norm', example, unit }) as const;
  if (compare(largest, of(0)) === 0) {
    return { value: of(0), gradient: error.map((_, unit) => choose(site(unit), of(0))) };
  }
  const ratios = error.map((e) => div(e, largest));
  const length = sqrt(matricesOver(arithmetic).dot(ratios, ratios));
  return {
    value: mul(largest, length),
    gradient: ratios.map((ratio, unit) => choose(site(unit), div(ratio, length))),
  };
};

/** -[t ln y + (1 - t) ln(1 - y)] with y = sigmoid(z) is t softplus(-z) + (1 - t) softplus(z). */
const logLoss: LossFunction = ({ z, output, target }, arithmetic) => {
  const { of, add, sub, mul, neg } = arithmetic;
  const terms = z.map((value, k) => {
    const t = entry(target, k);
    return add(mul(t, softplus(arithmetic, neg(value))), mul(sub(of(1), t), softplus(arithmetic, value)));
  });
  return { value: matricesOver(arithmetic).sum(terms), gradient: difference(arithmetic, output, target) };
};

/** -sum t ln softmax(z), and its gradient with respect to z: softmax(z) sum(t) - t. */
const crossEntropyOfLogits = <T>(
  z: Vector<T>,
  y: Vector<T>,
  target: Vector<T>,
  arithmetic: Arithmetic<T>,
) => {
  const { dot, sum } = matricesOver(arithmetic);
  const total = sum(target);
  const expected = y.map((probability) => arithmetic.mul(probability, total));
  return {
    value: dot(target, surprisals(arithmetic, z)),
    gradient: difference(arithmetic, expected, target),
  };
};

const crossEntropy: LossFunction = ({ z, output, target }, arithmetic) =>
  crossEntropyOfLogits(z, output, target, arithmetic);

const crossEntropyLogits: LossFunction = ({ output, target }, arithmetic) =>
  crossEntropyOfLogits(output, softmax(arithmetic, output), target, arithmetic);

/** Sum over k != c of max(0, y_k - y_c + 1); c is where the one-hot target is 1. */
const hinge: LossFunction = ({ index: example, output, target }, arithmetic, choose) => {
  const { of, add, sub, neg, compare } = arithmetic;
  const { sum } = matricesOver(arithmetic);
  const c = argmax(arithmetic, target);
  const margins = output.map((y, k) => (k === c ? of(0) : add(sub(y, entry(output, c)), of(1))));
  const slopes = margins.map((margin, unit) => {
    if (unit === c) return of(0);
    return choose({ kind: 'hinge', example, unit }, compare(margin, of(0)) > 0 ? of(1) : of(0));
  });
  return {
    value: sum(margins.map((margin) => (compare(margin, of(0)) > 0 ? margin : of(0)))),
    gradient: slopes.map((slope, k) => (k === c ? neg(sum(slopes)) : slope)),
  };
};

/** Every loss of the format. */
export const losses: Readonly<Record<LossName, LossFunction>> = {
  'squared-error': squaredError,
  norm,
  'log-loss': logLoss,
  'cross-entropy': crossEntropy,
  'cross-entropy-logits': crossEntropyLogits,
  hinge,
};

/** The activation that a loss is fused with: its gradient is then dloss/dz of the last layer. */
export const fusedWith: Readonly<Partial<Record<LossName, 'sigmoid' | 'softmax'>>> = {
  'log-loss': 'sigmoid',
  'cross-entropy': 'softmax',
};
