/** Targets that stand for other classes, or for another example. */

import { at } from '../../model/at.ts';
import type { LossName, MlpProblem, Vector } from '../../model/problem.ts';
import type { Misreading } from './misreading.ts';

const reading = (id: string, reads: (problem: MlpProblem) => MlpProblem): Misreading => ({ id, reads });

/** Losses of classes, together and one by one: a program may have one of them only. */
const softmaxed: readonly (readonly LossName[])[] = [
  ['cross-entropy', 'cross-entropy-logits'],
  ['cross-entropy'],
  ['cross-entropy-logits'],
];

const ofClasses: readonly (readonly LossName[])[] = [
  ['cross-entropy', 'cross-entropy-logits', 'hinge'],
  ...softmaxed,
  ['hinge'],
];

/** Every target changed where the loss is one of these. */
const changed = (
  id: string,
  choices: readonly (readonly LossName[])[],
  change: (target: Vector) => Vector,
): readonly Misreading[] =>
  choices.map((losses) =>
    reading(id, (problem) =>
      losses.includes(problem.loss.name) ? { ...problem, targets: problem.targets.map(change) } : problem,
    ),
  );

const oneHot = (target: Vector): Vector => {
  const chosen = target.indexOf(Math.max(...target));
  return target.map((_, k) => (k === chosen ? 1 : 0));
};

const rotated = (target: Vector, by: number): Vector =>
  target.map((_, k) => at(target, (k + by) % target.length));

/** Readings of the targets. */
export const targetMisreadings: readonly Misreading[] = [
  reading('targets-of-first', (problem) => ({
    ...problem,
    targets: problem.targets.map(() => problem.targets[0] ?? []),
  })),
  reading('targets-of-last', (problem) => ({
    ...problem,
    targets: problem.targets.map(() => problem.targets.at(-1) ?? []),
  })),
  reading('targets-reversed', (problem) => ({ ...problem, targets: problem.targets.toReversed() })),
  ...changed('targets-as-one-class', softmaxed, oneHot),
  ...changed('classes-one-off', ofClasses, (target) => rotated(target, 1)),
  ...changed('classes-one-off', ofClasses, (target) => rotated(target, -1)),
  ...changed('classes-reversed', ofClasses, (target) => target.toReversed()),
];
