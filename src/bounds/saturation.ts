/** Why a correct subject may answer with something that is not finite; section 11 of spec/bounds.md. */

import type { TracedAnswer } from '../model/answer.ts';
import type { Activation, MlpProblem, Vector } from '../model/problem.ts';
import { at } from './at.ts';
import { boundAnswer } from './bound-answer.ts';
import { type ExampleErrors, exampleErrors } from './example-errors.ts';
import { residuals } from './loss-state.ts';
import type { Precision } from './precision.ts';
import { type Setting, settingOf } from './setting.ts';
import { isSingular } from './singularity.ts';

const isBounded = (bound: number): boolean => bound < Number.POSITIVE_INFINITY;

/** Multiples of z that stand in an exponent when an activation is composed of exponentials. */
const exponents: Readonly<Record<Activation['name'], number>> = {
  identity: 0,
  linear: 0,
  relu: 0,
  'leaky-relu': 0,
  maxout: 0,
  elu: 1,
  sigmoid: 1,
  tanh: 2,
  softmax: 2,
};

const highest = (z: Vector, errors: Vector): number =>
  Math.max(...z.map((value, unit) => Math.abs(value) + at(errors, unit)));

/** Whether e^(times z), or a sum of n of them, may leave the range. */
const leavesRange = (z: Vector, errors: Vector, times: number, { rounding }: Setting): boolean => {
  const limit = Math.min(Math.log(rounding.largest), -Math.log(rounding.smallest));
  return times > 0 && !(times * highest(z, errors) + 2 * Math.log(z.length + 1) < limit);
};

const layerReasons = (
  { forward, backward }: ExampleErrors,
  setting: Setting,
  example: number,
): readonly string[] =>
  forward.flatMap(({ inputs, preActivations: { values, errors } }, l) => {
    const place = `layers[${l}], example ${example}`;
    const { name } = at(setting.layers, l).activation;
    const overflows = inputs.errors.every(isBounded) && !errors.every(isBounded);
    const deltaOverflows = errors.every(isBounded) && !at(backward.deltas, l).errors.every(isBounded);
    return [
      ...(overflows ? [`${place}: the sum of a pre-activation can overflow`] : []),
      ...(!overflows && leavesRange(values, errors, exponents[name], setting)
        ? [`${place}: the exponentials of ${name} can leave the range where they are not shifted`]
        : []),
      ...(deltaOverflows ? [`${place}: no finite bound of delta, a sum of magnitudes can overflow`] : []),
    ];
  });

/** A norm that rounding may bring to 0; one that is exactly 0 for everybody is no excuse for 0 / 0. */
const canRoundToPerfectFit = ({ loss, uncertain }: Pick<ExampleErrors, 'loss' | 'uncertain'>): boolean =>
  uncertain.some(({ kind }) => kind === 'norm') && residuals(loss).errors.some((error) => error > 0);

const lossReasons = ({ loss, uncertain }: ExampleErrors, setting: Setting, example: number) => {
  const { name } = setting.problem.loss;
  const place = `example ${example}`;
  const { values, errors } = loss.outputs;
  const exponentials =
    name === 'cross-entropy-logits' && leavesRange(values, errors, exponents.softmax, setting);
  return [
    ...(exponentials
      ? [`${place}: the exponentials of the logits can leave the range where they are not shifted`]
      : []),
    ...(isSingular(name, loss) ? [`${place}: a logarithm's argument can round to 0`] : []),
    ...(canRoundToPerfectFit({ loss, uncertain }) ? [`${place}: the norm can round to 0`] : []),
  ];
};

const finiteTree = (bounds: unknown): boolean =>
  Array.isArray(bounds) ? bounds.every(finiteTree) : typeof bounds !== 'number' || isBounded(bounds);

/** Sentences that each allow a correct subject a non-finite answer in this precision; none: it has no excuse. */
export const saturation = (
  problem: MlpProblem,
  reference: TracedAnswer,
  precision: Precision,
): readonly string[] => {
  // Under the convention, because a choice of derivative leaves bounds infinite where no sum overflows.
  const setting = settingOf(problem, precision, 'convention');
  const reasons = problem.inputs.flatMap((_, example) => {
    const errors = exampleErrors(setting, reference, example);
    return [...layerReasons(errors, setting, example), ...lossReasons(errors, setting, example)];
  });
  if (reasons.length > 0) return reasons;
  const { cost, gradients } = boundAnswer(problem, reference, precision, 'convention');
  return [
    ...(isBounded(cost) ? [] : ['cost: a sum of magnitudes can overflow']),
    ...(finiteTree(gradients) ? [] : ['gradients: a sum of magnitudes can overflow']),
  ];
};
