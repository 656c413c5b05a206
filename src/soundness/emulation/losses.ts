/** Losses and where the backward pass starts, written in each of the emulated ways. */

import { at } from '../../bounds/at.ts';
import type { LossName } from '../../model/problem.ts';
import { softmax } from './activations.ts';
import { dot, type Emulation, sum } from './sums.ts';

/** One example's output, its pre-activation and its target, as the subject has them. */
export interface Outcome<T> {
  readonly z: readonly T[];
  readonly a: readonly T[];
  readonly t: readonly T[];
  /** Which unit the one-hot target names. */
  readonly chosen: number;
}

/** dL/da, or dL/dz where the subject fuses loss and activation; neither scaled. */
export type LossStart<T> = { readonly of: 'a' | 'z'; readonly values: readonly T[] };

const euclidean = <T>(emulation: Emulation<T>, c: readonly T[]): T =>
  emulation.numbers.sqrt(dot(emulation, c, c));

const marginsOf = <T>({ numbers }: Emulation<T>, { a, chosen }: Outcome<T>): readonly (T | null)[] =>
  a.map((y, k) => (k === chosen ? null : numbers.add(numbers.sub(y, at(a, chosen)), numbers.of(1))));

const crossEntropyFused = <T>(emulation: Emulation<T>, p: readonly T[], t: readonly T[]): readonly T[] => {
  const { sub, mul } = emulation.numbers;
  const total = sum(emulation, t);
  return p.map((y, i) => sub(mul(y, total), at(t, i)));
};

/** dL/da or dL/dz of one example. */
export const lossStart = <T>(emulation: Emulation<T>, loss: LossName, outcome: Outcome<T>): LossStart<T> => {
  const { numbers, style } = emulation;
  const { of, add, sub, mul, div, sign } = numbers;
  const { a, t, chosen } = outcome;
  const c = a.map((y, i) => sub(y, at(t, i)));
  const negative = (value: T) => sub(of(0), value);
  switch (loss) {
    case 'squared-error':
      return { of: 'a', values: c.map((value) => mul(of(2), value)) };
    case 'norm': {
      const length = euclidean(emulation, c);
      return { of: 'a', values: sign(length) === 0 ? c : c.map((value) => div(value, length)) };
    }
    case 'hinge': {
      const active = marginsOf(emulation, outcome).map((m) => m !== null && sign(m) > 0);
      const count = active.filter(Boolean).length;
      return { of: 'a', values: a.map((_, k) => of(k === chosen ? -count : at(active, k) ? 1 : 0)) };
    }
    case 'log-loss': {
      if (style.loss === 'fused') return { of: 'z', values: c };
      const quotient = (weight: T, x: T) => (sign(weight) === 0 ? of(0) : div(weight, x));
      const values = a.map((y, i) =>
        add(negative(quotient(at(t, i), y)), quotient(sub(of(1), at(t, i)), sub(of(1), y))),
      );
      return { of: 'a', values };
    }
    case 'cross-entropy':
      if (style.loss === 'fused') return { of: 'z', values: crossEntropyFused(emulation, a, t) };
      return {
        of: 'a',
        values: a.map((y, i) => (sign(at(t, i)) === 0 ? of(0) : negative(div(at(t, i), y)))),
      };
    case 'cross-entropy-logits':
      return { of: 'a', values: crossEntropyFused(emulation, softmax(emulation, a), t) };
  }
};

const softplus = <T>({ numbers }: Emulation<T>, z: T): T => {
  const { of, add, sub, exp, log, sign } = numbers;
  const positive = sign(z) > 0;
  const tail = log(add(of(1), exp(positive ? sub(of(0), z) : z)));
  return positive ? add(z, tail) : tail;
};

const logSoftmaxLoss = <T>(emulation: Emulation<T>, z: readonly T[], t: readonly T[]): T => {
  const { add, sub, mul, exp, log, sign, of } = emulation.numbers;
  const largest = z.reduce((best, value) => (sign(sub(value, best)) > 0 ? value : best));
  const shifted = z.map((value) => exp(sub(value, largest)));
  const logarithm = add(largest, log(sum(emulation, shifted)));
  return sum(
    emulation,
    z.map((value, i) => (sign(at(t, i)) === 0 ? of(0) : mul(at(t, i), sub(logarithm, value)))),
  );
};

/** L of one example, not scaled. */
export const lossValue = <T>(emulation: Emulation<T>, loss: LossName, outcome: Outcome<T>): T => {
  const { numbers, style } = emulation;
  const { of, sub, mul, add, log, sign } = numbers;
  const { a, t, z } = outcome;
  const c = a.map((y, i) => sub(y, at(t, i)));
  const weighted = (weight: T, x: T) => (sign(weight) === 0 ? of(0) : sub(of(0), mul(weight, log(x))));
  switch (loss) {
    case 'squared-error':
      return dot(emulation, c, c);
    case 'norm':
      return euclidean(emulation, c);
    case 'hinge':
      return sum(
        emulation,
        marginsOf(emulation, outcome).map((m) => (m === null || sign(m) <= 0 ? of(0) : m)),
      );
    case 'log-loss':
      if (style.loss === 'fused')
        return sum(
          emulation,
          z.map((value, i) => sub(softplus(emulation, value), mul(at(t, i), value))),
        );
      return sum(
        emulation,
        a.map((y, i) => add(weighted(at(t, i), y), weighted(sub(of(1), at(t, i)), sub(of(1), y)))),
      );
    case 'cross-entropy':
      if (style.loss === 'fused') return logSoftmaxLoss(emulation, z, t);
      return sum(
        emulation,
        a.map((y, i) => weighted(at(t, i), y)),
      );
    case 'cross-entropy-logits':
      return logSoftmaxLoss(emulation, a, t);
  }
};
