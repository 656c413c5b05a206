/** Where a logarithm of the loss may be singular for a subject; sections 7 and 11 of spec/bounds.md. */

import type { TracedAnswer } from '../model/answer.ts';
import type { Path } from '../model/path.ts';
import type { LossName, MlpProblem } from '../model/problem.ts';
import { at } from './at.ts';
import type { Enclosure } from './enclosure.ts';
import { forwardToLoss } from './example-errors.ts';
import type { LossState } from './loss-state.ts';
import type { Precision } from './precision.ts';
import { settingOf } from './setting.ts';
import { softmax, softmaxErrors } from './softmax-errors.ts';

const zeroAtLogarithm = (x: number, error: number, slack: number): boolean => !(x - (1 + slack) * error > 0);

const isCrossEntropy = (loss: LossName): boolean =>
  loss === 'cross-entropy' || loss === 'cross-entropy-logits';

/** The softmax under a cross-entropy. */
const probabilitiesOf = (loss: LossName, { outputs, rounding, slack }: LossState): Enclosure =>
  loss === 'cross-entropy'
    ? outputs
    : softmaxErrors(outputs, softmax(outputs.values), rounding, slack).probabilities;

/** Whether 0 or 1 lies in the interval of some output under a logarithm. */
export const isSingular = (loss: LossName, state: LossState): boolean => {
  const { outputs, targets, slack } = state;
  if (loss === 'log-loss')
    return outputs.values.some((y, i) => {
      const error = at(outputs.errors, i);
      return zeroAtLogarithm(y, error, slack) || zeroAtLogarithm(1 - y, error, slack);
    });
  if (!isCrossEntropy(loss)) return false;
  const p = probabilitiesOf(loss, state);
  return targets.some((_, i) => zeroAtLogarithm(at(p.values, i), at(p.errors, i), slack));
};

/**
 * Whether a probability that a cross-entropy divides by may be below the normal numbers, where it has lost
 * digits. A sigmoid under a log-loss may be too, but what its quotients are off by is in their bounds.
 */
const dividesBelowNormal = (loss: LossName, state: LossState): boolean => {
  if (!isCrossEntropy(loss)) return false;
  const { values, errors } = probabilitiesOf(loss, state);
  const { targets, slack, rounding } = state;
  return values.some((p, i) => at(targets, i) > 0 && !(p - (1 + slack) * at(errors, i) >= rounding.smallest));
};

const statesOf = (
  problem: MlpProblem,
  reference: TracedAnswer,
  precision: Precision,
): readonly LossState[] => {
  const setting = settingOf(problem, precision, 'every choice');
  return problem.inputs.map((_, example) => forwardToLoss(setting, reference.trace, example).loss);
};

/**
 * Whether the argument of some logarithm of the loss can round to its singular point in this precision: there
 * even a finite answer may be off by any amount, since what is divided by it has lost its digits.
 */
export const canRoundToSingularity = (
  problem: MlpProblem,
  reference: TracedAnswer,
  precision: Precision,
): boolean => {
  const { name } = problem.loss;
  if (name !== 'log-loss' && !isCrossEntropy(name)) return false;
  return statesOf(problem, reference, precision).some((state) => isSingular(name, state));
};

/** The example that a number belongs to; undefined of the cost and of parameters, which sum over all. */
const exampleOf = ([part, second, third]: Path): unknown => {
  if (part === 'outputs') return second;
  if (part === 'deltas') return third;
  return part === 'gradients' && second === 'inputs' ? third : undefined;
};

/** Why the number at a path may have lost its digits; undefined where it may not. */
export type LossOfDigits = (path: Path) => string | undefined;

/**
 * Why the number at a path may have lost its digits although it is finite: a cross-entropy that is not fused
 * with its softmax has divided by a number below the normal ones, which assumption 9 leaves out of the bounds.
 * Undefined for what does not come after that division: outputs, and whatever belongs to other examples.
 */
export const lossOfDigits = (
  problem: MlpProblem,
  reference: TracedAnswer,
  precision: Precision,
): LossOfDigits => {
  const { name } = problem.loss;
  const singular = isCrossEntropy(name)
    ? statesOf(problem, reference, precision).flatMap((state, example) =>
        dividesBelowNormal(name, state) ? [example] : [],
      )
    : [];
  return (path) => {
    const own = exampleOf(path);
    const example = own === undefined ? singular[0] : singular.find((each) => each === own);
    return path[0] === 'outputs' || example === undefined
      ? undefined
      : `example ${example}: a softmax output that a cross-entropy divides by can be below the normal numbers`;
  };
};
