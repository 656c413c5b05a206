/** The cost; the derivatives are right. */

import { at } from '../../model/at.ts';
import { type Ball, type BallArithmetic, negative } from '../reading/ball.ts';
import { log } from '../reading/functions.ts';
import { lossValue } from '../reading/losses.ts';
import type { Made, Outcome, Prediction } from '../reading/reading.ts';
import { answering } from './answering.ts';
import type { Misreading } from './misreading.ts';

const costAs = (id: string, cost: (prediction: Prediction, made: Made) => Ball): Misreading =>
  answering(id, (prediction, made) => ({ ...prediction, cost: cost(prediction, made) }));

/** J without the penalty. */
const dataShare = ({ cost }: Prediction, { math, problem, states }: Made): Ball => {
  const parameters = states.flatMap(({ weights, biases }) => [
    ...weights.flat(2),
    ...(problem.penalty?.biases === true ? (biases?.flat() ?? []) : []),
  ]);
  const penalty = math.mul(math.given(problem.penalty?.lambda ?? 0), math.dot(parameters, parameters));
  return math.sub(cost, penalty);
};

/** The data's share times a factor, and the penalty's times another. */
const costParts = (
  id: string,
  factors: (made: Made) => { readonly data: number; readonly penalty: number },
): Misreading =>
  costAs(id, (prediction, made) => {
    const { mul, add, sub, exact } = made.math;
    const data = dataShare(prediction, made);
    const { data: ofData, penalty } = factors(made);
    return add(mul(exact(ofData), data), mul(exact(penalty), sub(prediction.cost, data)));
  });

/** Another value of the loss, its derivative being right. */
const costs = (
  id: string,
  value: (math: BallArithmetic, outcome: Outcome, usual: Ball) => Ball,
): Misreading => ({
  id,
  steps: { lossValue: (math, outcome) => value(math, outcome, lossValue(math, outcome)) },
});

/** Penalty, scale and average left out of the cost, or counted otherwise than in the gradients. */
export const costMisreadings: readonly Misreading[] = [
  costParts('cost-without-penalty', () => ({ data: 1, penalty: 0 })),
  costParts('cost-penalty-halved', () => ({ data: 1, penalty: 1 / 2 })),
  costParts('cost-penalty-twice', () => ({ data: 1, penalty: 2 })),
  costParts('cost-penalty-per-example', ({ problem }) => ({ data: 1, penalty: problem.inputs.length })),
  costParts('cost-penalty-scaled', ({ problem }) => ({ data: 1, penalty: problem.loss.scale })),
  costParts('cost-without-scale', ({ problem }) => ({ data: 1 / problem.loss.scale, penalty: 1 })),
  costParts('cost-scale-twice', ({ problem }) => ({ data: problem.loss.scale, penalty: 1 })),
  costParts('cost-halved', () => ({ data: 1 / 2, penalty: 1 })),
  costParts('cost-halved', ({ problem }) => ({
    data: problem.loss.name === 'squared-error' ? 1 / 2 : 1,
    penalty: 1,
  })),
  costParts('cost-penalty-sign', () => ({ data: 1, penalty: -1 })),
  costs('cost-log-loss-half', (math, { a, t, loss }, usual) =>
    loss === 'log-loss' ? math.sum(a.map((y, k) => negative(math.mul(at(t, k), log(math, y))))) : usual,
  ),
  costs('cost-hinge-right-class', (math, { loss }, usual) =>
    loss === 'hinge' ? math.add(usual, math.exact(1)) : usual,
  ),
  costParts('cost-doubled', () => ({ data: 2, penalty: 1 })),
  costParts('cost-averaged', ({ problem }) => ({ data: 1 / problem.inputs.length, penalty: 1 })),
  costParts('cost-times-examples', ({ problem }) => ({ data: problem.inputs.length, penalty: 1 })),
  costParts('cost-sign', () => ({ data: -1, penalty: 1 })),
];
