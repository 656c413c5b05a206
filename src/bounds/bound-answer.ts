/** Componentwise error bounds of a whole answer: the entrance of this room. */

import type { Trace, TracedAnswer } from '../model/answer.ts';
import type { MlpProblem, Vector } from '../model/problem.ts';
import { at } from './at.ts';
import type { AnswerBounds, Bound } from './bound.ts';
import { costBound } from './cost-bound.ts';
import type { Enclosure } from './enclosure.ts';
import { exampleErrors, forwardToLoss } from './example-errors.ts';
import { derived, late } from './finish.ts';
import { lossValue } from './loss-values.ts';
import { parameterBounds } from './parameter-bounds.ts';
import type { Precision } from './precision.ts';
import { type KinkAllowance, type Setting, settingOf } from './setting.ts';

/** Bounds of deltas or of input gradients: infinite where the number itself may overflow. */
const scaledBounds = ({ values, errors }: Enclosure, { scaling, rounding }: Setting): Vector<Bound> =>
  errors.map((error, index) => {
    const bound = late(error, scaling);
    const fits = scaling.unscaled(Math.abs(at(values, index)) + 2 * bound) <= rounding.largest;
    return derived(fits ? bound : Number.POSITIVE_INFINITY);
  });

const outputBounds = ({ values, errors }: Enclosure, { rounding }: Setting): Vector<Bound> =>
  errors.map((error, index) => {
    const fits = Math.abs(at(values, index)) + 2 * error <= rounding.largest;
    return derived(fits ? error : Number.POSITIVE_INFINITY);
  });

/**
 * How far a correct subject's answer may be from the exact one, entry by entry, in the answer's shapes.
 *
 * `reference` is an answer in float64 or better, with its trace and deltas; a subject is then within
 * the bounds of its own precision plus, for a float64 reference, those of float64. Throws a RangeError
 * where the reference is not shaped like the problem.
 */
export const boundAnswer = (
  problem: MlpProblem,
  reference: TracedAnswer,
  precision: Precision,
  kinks: KinkAllowance = 'every choice',
): AnswerBounds => {
  const setting = settingOf(problem, precision, kinks);
  const examples = problem.inputs.map((_, example) => exampleErrors(setting, reference, example));
  const parameters = problem.layers.map((_, layer) =>
    parameterBounds(setting, examples, reference.gradients, layer),
  );
  const losses = examples.map(({ loss }) => lossValue(problem.loss.name, loss));
  return {
    cost: costBound(setting, losses),
    outputs: examples.map(({ loss }) => outputBounds(loss.outputs, setting)),
    deltas: problem.layers.map((_, layer) =>
      examples.map(({ backward }) => scaledBounds(at(backward.deltas, layer), setting)),
    ),
    gradients: {
      weights: parameters.map(({ weights }) => weights),
      biases: parameters.map(({ biases }) => biases),
      inputs: examples.map(({ backward }) => scaledBounds(backward.inputs, setting)),
    },
    uncertain: examples.flatMap(({ uncertain }) =>
      uncertain.filter((site) => setting.choice(site) === undefined),
    ),
  };
};

/** The bound of the cost alone, from the trace of a forward pass in float64 or better. */
export const boundCost = (problem: MlpProblem, trace: Trace, precision: Precision): Bound => {
  const setting = settingOf(problem, precision, 'every choice');
  const losses = problem.inputs.map((_, example) =>
    lossValue(problem.loss.name, forwardToLoss(setting, trace, example).loss),
  );
  return costBound(setting, losses);
};
