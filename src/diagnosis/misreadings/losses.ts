/** Another loss than the problem's, or a part of it. */

import type { LossName } from '../../model/problem.ts';
import { type ActivationName, lossNames } from '../../model/supports.ts';
import type { BallArithmetic } from '../reading/ball.ts';
import { sided, tanh } from '../reading/functions.ts';
import { errors, lossSlope, lossValue } from '../reading/losses.ts';
import type { LossSlope, Outcome } from '../reading/reading.ts';
import type { Misreading } from './misreading.ts';
import { mapped, type Start, starting, startingFor } from './start.ts';

/** Another loss, value and derivative, in place of some. */
const asLoss = (id: string, losses: readonly LossName[], name: LossName): Misreading => {
  const replaced = (outcome: Outcome): Outcome =>
    losses.includes(outcome.loss) ? { ...outcome, loss: name } : outcome;
  return {
    id,
    steps: {
      lossSlope: (math, outcome) => lossSlope(math, replaced(outcome)),
      lossValue: (math, outcome) => lossValue(math, replaced(outcome)),
    },
  };
};

/** The loss of one example stands for that of the batch. */
const oneExample = (id: string, isKept: (example: number, examples: number) => boolean): Misreading => ({
  id,
  steps: {
    lossSlope: (math, outcome) => {
      const start = lossSlope(math, outcome);
      return isKept(outcome.example, outcome.examples) ? start : mapped(start, () => math.exact(0));
    },
    lossValue: (math, outcome) =>
      isKept(outcome.example, outcome.examples) ? lossValue(math, outcome) : math.exact(0),
  },
});

/** One example counted another number of times; a batch of one is as it is, or not even that. */
const counted = (
  id: string,
  times: number,
  isMeant: (example: number, examples: number) => boolean,
  alone: boolean,
): Misreading => {
  const factor = ({ example, examples }: Outcome): number =>
    isMeant(example, examples) && (alone || examples > 1) ? times : 1;
  return {
    id,
    steps: {
      lossSlope: (math, outcome) =>
        mapped(lossSlope(math, outcome), (value) => math.mul(math.exact(factor(outcome)), value)),
      lossValue: (math, outcome) => math.mul(math.exact(factor(outcome)), lossValue(math, outcome)),
    },
  };
};

const isFirst = (example: number): boolean => example === 0;
const isLast = (example: number, examples: number): boolean => example === examples - 1;

/** a - t for the delta where only the loss, or loss and last activation together, make that wrong. */
const shortcut = (id: string, factor: number, activation?: ActivationName): Misreading =>
  starting(id, (math, outcome) => {
    const isMeant =
      outcome.loss === 'squared-error' && (activation === undefined || outcome.activation === activation);
    if (!isMeant) return lossSlope(math, outcome);
    return { of: 'z', values: errors(math, outcome).map((c) => math.mul(math.exact(factor), c)) };
  });

const bent: readonly ActivationName[] = ['sigmoid', 'softmax', 'tanh'];

const firstOnly = ({ exact }: BallArithmetic, start: LossSlope): LossSlope =>
  mapped(start, (value, k) => (k === 0 ? value : exact(0)));

const lastOnly = ({ exact }: BallArithmetic, start: LossSlope): LossSlope =>
  mapped(start, (value, k, all) => (k === all.length - 1 ? value : exact(0)));

/** The derivative of log cosh and of |c|: losses that are not in the format but in many programs. */
const absoluteError: Start = (math, outcome) => ({
  of: 'a',
  values: errors(math, outcome).map((c) => sided(c, math.exact(1), math.exact(-1))),
});

const logCosh: Start = (math, outcome) => ({
  of: 'a',
  values: errors(math, outcome).map((c) => tanh(math, c)),
});

/** Starts of the backward pass that are not the loss's. */
export const lossMisreadings: readonly Misreading[] = [
  starting('error-as-delta', (math, outcome) => ({ of: 'z', values: errors(math, outcome) })),
  shortcut('error-as-delta', 1),
  shortcut('output-slope-left-out', 2),
  ...bent.map((name) => shortcut('error-as-delta', 1, name)),
  ...(['sigmoid', 'tanh'] as const).map((name) => shortcut('output-slope-left-out', 2, name)),
  ...[true, false].flatMap((alone) => [
    counted('first-example-left-out', 0, isFirst, alone),
    counted('last-example-left-out', 0, isLast, alone),
    counted('first-example-twice', 2, isFirst, alone),
    counted('last-example-twice', 2, isLast, alone),
  ]),
  asLoss('norm-for-square', ['squared-error'], 'norm'),
  asLoss('square-for-norm', ['norm'], 'squared-error'),
  startingFor('norm-without-division', ['norm'], (math, outcome) => ({
    of: 'a',
    values: errors(math, outcome),
  })),
  startingFor('absolute-for-square', ['squared-error'], absoluteError),
  startingFor('absolute-for-norm', ['norm'], absoluteError),
  startingFor('log-cosh-for-square', ['squared-error'], logCosh),
  asLoss('always-squared', lossNames, 'squared-error'),
  starting('loss-left-out', (math, outcome) => ({ of: 'a', values: outcome.a.map(() => math.exact(1)) })),
  starting('loss-left-out', (math, outcome) => mapped(lossSlope(math, outcome), () => math.exact(1))),
  startingFor('targets-ignored', ['squared-error', 'norm', 'log-loss'], (math, outcome) =>
    lossSlope(math, { ...outcome, t: outcome.t.map(() => math.exact(0)) }),
  ),
  oneExample('last-example-only', (example, examples) => example === examples - 1),
  oneExample('first-example-only', (example) => example === 0),
  starting('first-output-only', (math, outcome) => firstOnly(math, lossSlope(math, outcome))),
  starting('last-output-only', (math, outcome) => lastOnly(math, lossSlope(math, outcome))),
  starting('loss-for-slope', (math, outcome) => ({
    of: 'a',
    values: errors(math, outcome).map((c) => math.mul(c, c)),
  })),
];
