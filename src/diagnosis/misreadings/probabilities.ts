/** Log-loss and cross-entropy, which are fused with their activation. */

import { at } from '../../model/at.ts';
import { complement, logisticSlope, softmaxJacobian } from '../reading/activations.ts';
import { type Ball, type BallArithmetic, negative } from '../reading/ball.ts';
import { log, sigmoid, softmax } from '../reading/functions.ts';
import { errors, excess, lossSlope, lossValue, unfusedSlope } from '../reading/losses.ts';
import type { LossSlope, Outcome } from '../reading/reading.ts';
import type { Misreading } from './misreading.ts';
import { type Start, startingFor } from './start.ts';

const logisticAgain = (math: BallArithmetic, outcome: Outcome): LossSlope => {
  const { values } = lossSlope(math, outcome);
  return { of: 'z', values: values.map((c, k) => math.mul(c, logisticSlope(math, outcome.a[k] ?? c))) };
};

const jacobianAgain = (math: BallArithmetic, outcome: Outcome): LossSlope => ({
  of: 'z',
  values: softmaxJacobian(math, outcome.a, excess(math, outcome.a, outcome.t)),
});

/** The printed sign between the two halves of the log-loss is a minus: -(t/a) - (1 - t)/(1 - a), times a (1 - a). */
const printedLogLoss = (math: BallArithmetic, { a, t }: Outcome): LossSlope => {
  const { mul, sub, exact, add } = math;
  const values = a.map((y, k) => {
    const target = t[k] ?? y;
    return negative(add(mul(target, complement(math, y)), mul(sub(exact(1), target), y)));
  });
  return { of: 'z', values };
};

const printedLogLossValue = (math: BallArithmetic, { a, t }: Outcome): Ball => {
  const { sum, sub, mul, exact } = math;
  return sum(
    a.flatMap((y, k) => {
      const target = at(t, k);
      const rest = sub(exact(1), target);
      return [
        target.value === 0 ? exact(0) : negative(mul(target, log(math, y))),
        rest.value === 0 ? exact(0) : mul(rest, log(math, sub(exact(1), y))),
      ];
    }),
  );
};

const epsilons = [1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12];

const withEpsilon = (epsilon: number): Misreading => ({
  id: 'log-epsilon',
  constant: String(epsilon),
  steps: {
    lossSlope: (math, outcome) => unfusedSlope(math, outcome, epsilon),
  },
});

/** A softmax before the loss, which has one of its own. */
const doubleSoftmax = (math: BallArithmetic, { a, t }: Outcome): LossSlope => {
  const p = softmax(math, a);
  return { of: 'a', values: softmaxJacobian(math, p, excess(math, softmax(math, p), t)) };
};

/** p (1 - p) once more. */
const logisticTwice: Start = (math, outcome) => {
  const { of, values } = lossSlope(math, outcome);
  const p = outcome.loss === 'cross-entropy' ? outcome.a : softmax(math, outcome.a);
  return { of, values: values.map((c, k) => math.mul(c, logisticSlope(math, p[k] ?? c))) };
};

/** p - t, whatever the targets add up to. */
const plainError: Start = (math, outcome) => {
  const { of } = lossSlope(math, outcome);
  const p = outcome.loss === 'cross-entropy' ? outcome.a : softmax(math, outcome.a);
  return { of, values: errors(math, { ...outcome, a: p }) };
};

/** Of both losses with a softmax, or of one of them. */
const softmaxed = (id: string, start: Start): readonly Misreading[] => [
  startingFor(id, ['cross-entropy', 'cross-entropy-logits'], start),
  startingFor(id, ['cross-entropy'], start),
  startingFor(id, ['cross-entropy-logits'], start),
];

/** Wrong starts of losses of probabilities. */
export const probabilityMisreadings: readonly Misreading[] = [
  startingFor('log-loss-slope-again', ['log-loss'], logisticAgain),
  startingFor('log-loss-printed-sign', ['log-loss'], printedLogLoss),
  {
    id: 'log-loss-printed-sign',
    steps: {
      lossSlope: (math, outcome) => (outcome.loss === 'log-loss' ? printedLogLoss : lossSlope)(math, outcome),
      lossValue: (math, outcome) =>
        (outcome.loss === 'log-loss' ? printedLogLossValue : lossValue)(math, outcome),
    },
  },
  startingFor('log-loss-of-logits', ['log-loss'], (math, outcome) => ({
    of: 'a',
    values: errors(math, { ...outcome, a: outcome.a.map((y) => sigmoid(math, y)) }),
  })),
  startingFor('cross-entropy-of-logits', ['cross-entropy'], (math, outcome) => ({
    of: 'a',
    values: excess(math, softmax(math, outcome.a), outcome.t),
  })),
  ...softmaxed('cross-entropy-slope-again', logisticTwice),
  startingFor('cross-entropy-jacobian-again', ['cross-entropy'], jacobianAgain),
  ...softmaxed('cross-entropy-target-sum', plainError),
  startingFor('logits-as-probabilities', ['cross-entropy-logits'], (math, outcome) => ({
    of: 'a',
    values: errors(math, outcome),
  })),
  startingFor('double-softmax', ['cross-entropy-logits'], doubleSoftmax),
  startingFor('log-for-quotient', ['log-loss', 'cross-entropy'], (math, outcome) => ({
    of: 'a',
    values: outcome.a.map((y, k) => negative(math.mul(outcome.t[k] ?? y, log(math, y)))),
  })),
  ...epsilons.map(withEpsilon),
];
