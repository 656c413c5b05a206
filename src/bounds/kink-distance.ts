/** How far a problem is from its nearest kink; section 12 of spec/bounds.md. */

import type { Trace } from '../model/answer.ts';
import type { MlpProblem } from '../model/problem.ts';
import { at } from './at.ts';
import { type ExampleForward, forwardToLoss } from './example-errors.ts';
import { margins } from './hinge-errors.ts';
import type { Precision } from './precision.ts';
import { type Setting, settingOf } from './setting.ts';

const ratio = (value: number, radius: number): number => (value === 0 ? 0 : Math.abs(value) / radius);

const hasKink = ({ layers }: Setting, layer: number): boolean => {
  const { activation } = at(layers, layer);
  return (
    activation.name === 'relu' ||
    ((activation.name === 'leaky-relu' || activation.name === 'elu') && activation.alpha !== 1)
  );
};

const distances = (setting: Setting, { forward, loss }: ExampleForward): readonly number[] => [
  ...forward.flatMap(({ preActivations: { values, errors } }, layer) =>
    hasKink(setting, layer) ? values.map((z, unit) => ratio(z, (1 + loss.slack) * at(errors, unit))) : [],
  ),
  ...(setting.problem.loss.name === 'hinge'
    ? margins(loss).map(({ value, error }) => ratio(value, (1 + loss.slack) * error))
    : []),
  ...forward.flatMap(({ uncertain }) => uncertain.map(() => 0)),
];

/**
 * The smallest |z| of a kinked unit, or margin of a hinge, divided by the radius within which a correct
 * subject in this precision may be on the other side: at most 1 where the side is uncertain, +Infinity
 * without kinks. Ties of maxout pieces count as 0 where they are uncertain and not at all elsewhere.
 */
export const kinkDistance = (problem: MlpProblem, trace: Trace, precision: Precision): number => {
  const setting = settingOf(problem, precision, 'every choice');
  return Math.min(
    Number.POSITIVE_INFINITY,
    ...problem.inputs.flatMap((_, example) => distances(setting, forwardToLoss(setting, trace, example))),
  );
};
