/** Another loss than the problem's, or a part of it. */

import type { LossName } from '../../model/problem.ts';
import { lossNames } from '../../model/supports.ts';
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
  asLoss('norm-for-square', ['squared-error'], 'norm'),
  asLoss('square-for-norm', ['norm'], 'squared-error'),
  startingFor('norm-without-division', ['norm'], (math, outcome) => ({
    of: 'a',
    values: errors(math, outcome),
  })),
  startingFor('absolute-for-square', ['squared-error'], absoluteError),
  startingFor('log-cosh-for-square', ['squared-error'], logCosh),
  asLoss('always-squared', lossNames, 'squared-error'),
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
