/** The bound of the cost itself: losses, scale and penalty; section 10 of spec/bounds.md. */

import type { MlpProblem } from '../model/problem.ts';
import type { Bound } from './bound.ts';
import { derived, late } from './finish.ts';
import type { LossValue } from './loss-values.ts';
import type { Setting } from './setting.ts';

const penalisedParameters = ({ layers, penalty }: MlpProblem): readonly number[] => {
  if (penalty === undefined || penalty.lambda === 0) return [];
  return layers.flatMap(({ weights, biases }) => {
    const all: readonly unknown[] = penalty.biases && biases !== null ? [weights, biases] : [weights];
    return all.flat(4).filter((value) => typeof value === 'number');
  });
};

/** lambda Omega and the bound of its error. */
const penaltyErrors = ({ lambda, rounding }: Setting, parameters: readonly number[]): LossValue => {
  if (parameters.length === 0) return { value: 0, error: 0 };
  let [squares, carried] = [0, 0];
  for (const parameter of parameters) {
    const stored = rounding.represent(parameter);
    squares += parameter ** 2;
    carried += (2 * Math.abs(parameter) + stored) * stored;
  }
  const value = lambda * squares;
  if (!(squares + carried <= rounding.largest)) return { value, error: Number.POSITIVE_INFINITY };
  const lambdaError = rounding.represent(lambda);
  const sum = rounding.sum(parameters.length);
  const rounded = sum + rounding.chain(3) * (1 + sum);
  const flushed = (parameters.length * (lambda + 1) + 2) * rounding.smallest;
  const most = squares + carried;
  return {
    value,
    error: lambda * carried + most * (lambdaError + rounded * (lambda + lambdaError)) + flushed,
  };
};

/** The bound of J from the errors of every example's loss. */
export const costBound = (setting: Setting, losses: readonly LossValue[]): Bound => {
  const { problem, rounding, scaling } = setting;
  const { scale, relative, smallest } = scaling;
  const parameters = penalisedParameters(problem);
  const penalty = penaltyErrors(setting, parameters);
  const error = losses.reduce((sum, loss) => sum + loss.error, 0);
  const most = losses.reduce((sum, loss) => sum + loss.value, 0) + 3 * error;
  const all = scale * most + penalty.value + 2 * penalty.error;
  if (!(Math.max(most, all) <= rounding.largest)) return derived(Number.POSITIVE_INFINITY);
  const data = late(scale * (error + relative * most) + (losses.length + 2) * smallest, scaling);
  const sum = rounding.sum(losses.length + parameters.length);
  return derived(data + penalty.error + sum * (scale * most + data + penalty.value + penalty.error));
};
