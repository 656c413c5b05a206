/**
 * Gradient descent: w <- w - alpha dJ/dw, every gradient first and every parameter at once.
 * Layers count from 0. Knows gradients only as a function, and never changes a value in place.
 */

import type { Gradients } from '../model/answer.ts';
import type { MlpProblem } from '../model/problem.ts';
import { stepLayer } from './step-layer.ts';

/** What a gradient function must answer with; a whole answer of an implementation is one. */
export interface CostAndGradients {
  /** J at the problem's parameters. */
  readonly cost: number;
  readonly gradients: Pick<Gradients, 'weights' | 'biases'>;
}

/** Where a descent ended. */
export interface Descent {
  /** The given problem with the last parameters. */
  readonly problem: MlpProblem;
  /** `costs[s]` is J after s steps: the first belongs to the given problem, the last to the returned one. */
  readonly costs: readonly number[];
}

/** A descent that was to reach something. */
export interface Training extends Descent {
  /** Whether the condition held at the returned parameters. */
  readonly reached: boolean;
}

/** The length of each step, alpha > 0, and the number of steps. */
export interface Schedule {
  readonly alpha: number;
  readonly steps: number;
}

/**
 * The problem with all parameters moved by -alpha times their gradients, at once; biases that are null
 * stay null. Khalid, "W^[l] = W^[l] - alpha dL/dW^[l]", with all gradients taken at the same parameters.
 *
 * @throws RangeError naming the path, where the gradients do not have the problem's shapes.
 */
export const stepOnce = (
  problem: MlpProblem,
  gradients: CostAndGradients['gradients'],
  alpha: number,
): MlpProblem => ({
  ...problem,
  layers: problem.layers.map((layer, l) => stepLayer(layer, gradients, alpha, l)),
});

const requireSchedule = ({ alpha, steps }: Schedule): void => {
  if (!(Number.isFinite(alpha) && alpha > 0)) {
    throw new RangeError(`alpha: expected a finite number > 0, got ${alpha}`);
  }
  if (!(Number.isSafeInteger(steps) && steps >= 0)) {
    throw new RangeError(`steps: expected a whole number >= 0, got ${steps}`);
  }
};

/**
 * Steps until `done` says so of an answer, at most `maxSteps` times. The gradient function is asked once
 * per step and once at the end.
 *
 * @throws RangeError when alpha or maxSteps is out of range, or a gradient has the wrong shape.
 */
export const trainUntil = <A extends CostAndGradients>(
  problem: MlpProblem,
  gradient: (problem: MlpProblem) => A,
  alpha: number,
  done: (answer: A) => boolean,
  maxSteps: number,
): Training => {
  requireSchedule({ alpha, steps: maxSteps });
  let current = problem;
  let answer = gradient(current);
  const costs = [answer.cost];
  let reached = done(answer);
  while (!reached && costs.length <= maxSteps) {
    current = stepOnce(current, answer.gradients, alpha);
    answer = gradient(current);
    costs.push(answer.cost);
    reached = done(answer);
  }
  return { problem: current, costs, reached };
};

/**
 * Takes the given number of steps.
 *
 * @throws RangeError when alpha or steps is out of range, or a gradient has the wrong shape.
 */
export const descend = (
  problem: MlpProblem,
  gradient: (problem: MlpProblem) => CostAndGradients,
  { alpha, steps }: Schedule,
): Descent => {
  const { problem: last, costs } = trainUntil(problem, gradient, alpha, () => false, steps);
  return { problem: last, costs };
};
