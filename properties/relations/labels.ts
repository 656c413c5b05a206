/** Asking for the opposite, and one output asked as two. */

import type { Property } from '../../src/judge/property.ts';
import { at } from '../../src/model/at.ts';
import type { DenseLayer, MlpProblem } from '../../src/model/problem.ts';
import { denseAt, withLayers } from '../layers.ts';
import {
  biasEntries,
  biasPath,
  corresponding,
  isMadeOf,
  times,
  weightEntries,
  weightPath,
} from './entries.ts';
import { isOfLast, last, multiplied, withLast, withTargets } from './last-layer.ts';
import { propertyOf } from './relation.ts';

const reflection = propertyOf({
  id: 'target-sign',
  clause: 'LOSS-OUTPUT-GRADIENT',
  title: 'targets, last weights and last biases negated together negate the last gradients alone',
  universe: { output: ['identity', 'tanh'], losses: ['squared-error', 'norm'] },
  sample: (problem) =>
    corresponding(
      'gradient minus the one with outputs and targets negated, turned back',
      problem,
      withTargets(
        withLast(problem, (layer) => multiplied(layer, -1)),
        (target) => -target,
      ),
      (entry) => times(isOfLast(entry, problem) ? -1 : 1, entry),
    ),
});

const flip = propertyOf({
  id: 'label-flip',
  clause: 'LOSS-LOG',
  title: 'asking for the opposite answer of a network that gives it negates the last gradients alone',
  universe: { losses: ['log-loss'] },
  exact: true,
  sample: (problem) =>
    corresponding(
      'gradient minus the one with the labels flipped, turned back',
      problem,
      withTargets(
        withLast(problem, (layer) => multiplied(layer, -1)),
        (target) => 1 - target,
      ),
      (entry) => times(isOfLast(entry, problem) ? -1 : 1, entry),
    ),
});

/** One sigmoid output is a softmax of its logit and 0. */
const asTwoClasses = (problem: MlpProblem): MlpProblem => {
  const { weights, biases } = denseAt(problem, last(problem));
  const [row = []] = weights;
  const two: DenseLayer = {
    weights: [row, row.map(() => 0)],
    biases: biases && [...biases, 0],
    activation: { name: 'softmax' },
  };
  return {
    ...withLayers(problem, { [last(problem)]: two }),
    loss: { ...problem.loss, name: 'cross-entropy' },
    targets: problem.targets.map((row) => [at(row, 0), 1 - at(row, 0)]),
  };
};

const oneOutput = (problem: MlpProblem): MlpProblem => ({
  ...withLast(problem, ({ weights, biases, activation }) => ({
    weights: weights.slice(0, 1),
    biases: biases?.slice(0, 1) ?? null,
    activation,
  })),
  targets: problem.targets.map((row) => row.slice(0, 1)),
});

const twoClasses = propertyOf({
  id: 'two-class-softmax',
  clause: 'LOSS-CROSS-ENTROPY',
  title: 'a sigmoid with log loss is a softmax of two classes with cross-entropy',
  universe: { losses: ['log-loss'], penalties: ['none'] },
  exact: true,
  needs: { output: ['softmax'], losses: ['cross-entropy'] },
  grows: { width: (limit) => (limit < 2 ? 0 : limit) },
  sample: (drawn) => {
    const problem = oneOutput(drawn);
    const top = last(problem);
    const states = 'gradient of one sigmoid output minus that of two softmax outputs';
    const sample = corresponding(states, problem, asTwoClasses(problem), (entry) => times(1, entry));
    const ofOther = [...weightEntries(problem), ...biasEntries(problem)]
      .filter((entry) => entry.layer === top)
      .map((entry) => {
        const path = entry.tensor === 'weights' ? weightPath(top, 1, entry.input) : biasPath(top, 1);
        return isMadeOf(`${states}, that of the other class`, entry, [[-1, path]]);
      });
    return { ...sample, claims: [...sample.claims, ...ofOther] };
  },
});

/** What may be done to the targets of a classification. */
export const labelRelations: readonly Property[] = [reflection, flip, twoClasses];
