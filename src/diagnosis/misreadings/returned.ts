/** What is handed back in place of the gradient: a step, or what the parameters are after one. */

import { at } from '../../model/at.ts';
import type { Ball, BallArithmetic, Row } from '../reading/ball.ts';
import type { LayerGradient, LayerState } from '../reading/reading.ts';
import type { Misreading } from './misreading.ts';

const each = ({ weights, biases }: LayerGradient, change: (entry: Ball) => Ball): LayerGradient => ({
  weights: weights.map((matrix) => matrix.map((row) => row.map(change))),
  biases: biases?.map((row) => row.map(change)) ?? null,
});

/** The gradient times a learning rate; negative where it is the step. */
export const stepReturned = (rate: number): Misreading => ({
  id: rate < 0 ? 'step-with-rate' : 'rate-in-gradient',
  constant: String(Math.abs(rate)),
  answers: (prediction, { math }) => ({
    ...prediction,
    gradients: prediction.gradients.map((own) => each(own, (entry) => math.mul(math.exact(rate), entry))),
  }),
});

const stepped = (
  math: BallArithmetic,
  own: LayerGradient,
  state: LayerState,
  rate: number,
): LayerGradient => {
  const moved = (parameters: Row, gradient: Row): Row =>
    parameters.map((parameter, j) => math.sub(parameter, math.mul(math.exact(rate), at(gradient, j))));
  const { weights, biases } = state;
  return {
    weights: weights.map((matrix, piece) =>
      matrix.map((row, unit) => moved(row, at(at(own.weights, piece), unit))),
    ),
    biases: biases?.map((row, piece) => moved(row, at(own.biases ?? [], piece))) ?? null,
  };
};

/** The parameters after a step with a learning rate; as they are for 0. */
export const parametersReturned = (rate: number): Misreading => ({
  id: rate === 0 ? 'parameters-returned' : 'parameters-after-step',
  constant: String(rate),
  answers: (prediction, { math, states }) => ({
    ...prediction,
    gradients: prediction.gradients.map((own, l) => stepped(math, own, at(states, l), rate)),
  }),
});

/** 1/2 is left to the factors of the loss, which are likelier. */
const rates = [0.3, 0.1, 0.05, 0.03, 0.01, 0.005, 0.003, 0.001, 0.0001];

/** Learning rates that many programs have; others are read off the answers. */
export const returnedMisreadings: readonly Misreading[] = [
  ...rates.flatMap((rate) => [stepReturned(rate), stepReturned(-rate)]),
  ...[1, 0.5, ...rates].map(parametersReturned),
  parametersReturned(0),
];
