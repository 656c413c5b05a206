/** What may be done to the outputs, the targets following. */

import type { Property, Sample } from '../../src/judge/property.ts';
import type { MlpProblem } from '../../src/model/problem.ts';
import { equation, term } from '../equations.ts';
import { denseAt, layerAt, reversed, unitsOf, unitsReversed, withBiases, withLayers } from '../layers.ts';
import { denseNames } from '../universe.ts';
import { corresponding, entriesOf, times } from './entries.ts';
import { isOfLast, last, multiplied, withLast, withTargets } from './last-layer.ts';
import { propertyOf } from './relation.ts';

const order = propertyOf({
  id: 'output-order',
  clause: 'DELTA-OUTPUT',
  title: 'reordering the outputs with their targets reorders the last gradients and changes nothing else',
  universe: {},
  sample: (problem) => {
    const top = layerAt(problem, last(problem));
    const turned = withLayers(
      { ...problem, targets: problem.targets.map(reversed) },
      { [last(problem)]: unitsReversed(top) },
    );
    return corresponding('gradient minus the one with the outputs reversed', problem, turned, (entry) => {
      if (entry.tensor === 'inputs' || !isOfLast(entry, problem)) return times(1, entry);
      const step = entry.tensor === 'weights' ? -2 : -1;
      return [[1, entry.path.with(step, unitsOf(top) - 1 - entry.unit)]];
    });
  },
});

const raised = (problem: MlpProblem): Sample =>
  corresponding(
    'gradient minus the one with all last biases raised alike',
    problem,
    withLast(problem, (layer) => withBiases(layer, (bias) => bias + 1.5)),
    (entry) => times(1, entry),
  );

const softmaxShift = propertyOf({
  id: 'softmax-shift',
  clause: 'ACT-SOFTMAX',
  title: 'a constant added to every bias of a softmax output changes no gradient',
  universe: { output: ['softmax'], penalties: ['none'], nullBiases: false },
  exact: true,
  sample: raised,
});

const logitShift = propertyOf({
  id: 'logit-shift',
  clause: 'LOSS-CROSS-ENTROPY-LOGITS',
  title: 'a constant added to every logit changes no gradient of the cross-entropy',
  universe: {
    output: ['identity'],
    losses: ['cross-entropy-logits'],
    penalties: ['none'],
    nullBiases: false,
  },
  exact: true,
  sample: raised,
});

const affine = { output: ['identity'], penalties: ['none'], nullBiases: false } as const;

const translation = propertyOf({
  id: 'target-translation',
  clause: 'LOSS-SQUARED-ERROR',
  title: 'targets and last biases raised alike leave every gradient as it is',
  universe: { ...affine, losses: ['squared-error', 'norm'] },
  exact: true,
  sample: (problem) =>
    corresponding(
      'gradient minus the one with targets and last biases raised alike',
      problem,
      withTargets(
        withLast(problem, (layer) => withBiases(layer, (bias) => bias + 1.25)),
        (target) => target + 1.25,
      ),
      (entry) => times(1, entry),
    ),
});

/** Squared error grows with the square of the factor, the norm with the factor. */
const residuals = propertyOf({
  id: 'residual-scaling',
  clause: 'LOSS-SQUARED-ERROR',
  title: 'outputs and targets doubled together double the norm and quadruple the squared error',
  universe: {
    output: ['identity', 'relu', 'leaky-relu'],
    losses: ['squared-error', 'norm'],
    penalties: ['none'],
  },
  sample: (problem) => {
    const doubled = withTargets(
      withLast(problem, (layer) => multiplied(layer, 2)),
      (target) => target * 2,
    );
    const growth = problem.loss.name === 'norm' ? 2 : 4;
    return corresponding(
      'gradient minus the one with outputs and targets doubled, divided back',
      problem,
      doubled,
      (entry) => times((isOfLast(entry, problem) ? 2 : 1) / growth, entry),
    );
  },
});

const elementwise = denseNames.filter((name) => name !== 'softmax');

/** The network with one of its outputs alone. */
const withOutput = (problem: MlpProblem, unit: number): MlpProblem => {
  const pick = <T>(items: readonly T[]): readonly T[] => items.slice(unit, unit + 1);
  return {
    ...withLast(problem, (layer) => ({
      ...layer,
      weights: pick(layer.weights),
      biases: layer.biases === null ? null : pick(layer.biases),
    })),
    targets: problem.targets.map(pick),
  };
};

const additivity = propertyOf({
  id: 'output-additivity',
  clause: 'CHAIN-BRANCHES',
  title: 'squared error and log loss hand down the sum of what each output alone would',
  universe: { output: elementwise, losses: ['squared-error', 'log-loss'], penalties: ['none'] },
  grows: { width: (limit) => limit },
  sample: (problem) => {
    const units = [...denseAt(problem, last(problem)).weights.keys()];
    return {
      questions: [problem, ...units.map((unit) => withOutput(problem, unit))],
      claims: entriesOf(problem).map((entry) => {
        const states = 'gradient minus the sum of those of each output alone';
        if (entry.tensor === 'inputs' || !isOfLast(entry, problem))
          return equation(states, [
            term(0, entry.path),
            ...units.map((unit) => term(unit + 1, entry.path, -1)),
          ]);
        const alone = entry.path.with(3, 0);
        return equation(states, [term(0, entry.path), term(entry.unit + 1, alone, -1)]);
      }),
    };
  },
});

/** What may be done to the outputs. */
export const outputRelations: readonly Property[] = [
  order,
  softmaxShift,
  logitShift,
  translation,
  residuals,
  additivity,
];
