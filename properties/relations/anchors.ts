/** Gradients known by hand: where the last layer is 0, its outputs do not depend on what is below. */

import type { Claim } from '../../src/judge/claim.ts';
import type { Property, Sample } from '../../src/judge/property.ts';
import { at } from '../../src/model/at.ts';
import type { LossName, MlpProblem, Vector } from '../../src/model/problem.ts';
import type { ActivationName } from '../../src/model/supports.ts';
import { equation, term } from '../equations.ts';
import { denseAt, withBiases, withLayers, withWeights } from '../layers.ts';
import { denseNames } from '../universe.ts';
import { entriesOf, times, vanishes } from './entries.ts';
import { propertyOf } from './relation.ts';

/** factor * what is known = scale * numerator, unit by unit, K outputs being called classes. */
interface Known {
  readonly factor: (classes: number) => number;
  readonly numerator: (target: number, total: number, classes: number) => number;
}

interface Anchor {
  readonly delta: Known;
  /** The loss of one example is the sum of these over the units. */
  readonly loss?: Known;
}

const one = () => 1;
const classes = (count: number) => count;

const fromZero: Anchor = {
  delta: { factor: one, numerator: (target) => -2 * target },
  loss: { factor: one, numerator: (target) => target * target },
};

const fromUniform: Known = {
  factor: classes,
  numerator: (target, total, count) => total - count * target,
};

const marginsOfOne = {
  delta: { factor: one, numerator: (target, _, count) => (target === 1 ? 1 - count : 1) },
  loss: { factor: one, numerator: (target) => (target === 1 ? 0 : 1) },
} satisfies Anchor;

/**
 * By hand: sigmoid(0) = 1/2 with slope 1/4, tanh(0) = 0 with slope 1, softmax(0) = 1/K; and where all K
 * outputs are equal, the hinge has every margin at 1: it counts K - 1 of them at the class, 1 at each other.
 */
const anchors: Readonly<Partial<Record<`${ActivationName} ${LossName}`, Anchor>>> = {
  'identity squared-error': fromZero,
  'tanh squared-error': fromZero,
  'sigmoid squared-error': {
    delta: { factor: () => 4, numerator: (target) => 1 - 2 * target },
    loss: { factor: () => 4, numerator: (target) => (1 - 2 * target) ** 2 },
  },
  'softmax squared-error': {
    delta: {
      factor: (count) => count ** 2,
      numerator: (target, total, count) => 2 * (total - count * target),
    },
    loss: { factor: (count) => count ** 2, numerator: (target, _, count) => (1 - count * target) ** 2 },
  },
  'identity hinge': marginsOfOne,
  'tanh hinge': marginsOfOne,
  'sigmoid hinge': { ...marginsOfOne, delta: { ...marginsOfOne.delta, factor: () => 4 } },
  'softmax hinge': { ...marginsOfOne, delta: { ...marginsOfOne.delta, factor: classes } },
  'sigmoid log-loss': { delta: { factor: () => 2, numerator: (target) => 1 - 2 * target } },
  'softmax cross-entropy': { delta: fromUniform },
  'identity cross-entropy-logits': { delta: fromUniform },
  'tanh cross-entropy-logits': { delta: fromUniform },
  'sigmoid cross-entropy-logits': { delta: { ...fromUniform, factor: (count) => 4 * count } },
};

const anchored: readonly ActivationName[] = ['identity', 'tanh', 'sigmoid', 'softmax'];

/** The last layer all zeros, the scale a power of two: what follows is exact. */
const zeroed = (problem: MlpProblem): MlpProblem => {
  const last = problem.layers.length - 1;
  const zeros = withBiases(
    withWeights(denseAt(problem, last), () => 0),
    () => 0,
  );
  return { ...withLayers(problem, { [last]: zeros }), loss: { ...problem.loss, scale: 0.5 } };
};

const sum = (row: Vector): number => row.reduce((total, value) => total + value, 0);

/** scale * numerator, `[example][unit]`. */
const numeratorsOf = ({ targets, loss }: MlpProblem, { numerator }: Known): readonly Vector[] =>
  targets.map((row) => row.map((target) => loss.scale * numerator(target, sum(row), row.length)));

const states = 'a number times what is known by hand where the last layer is 0';

const outputCount = ({ targets }: MlpProblem): number => (targets[0] ?? []).length;

const costClaims = (problem: MlpProblem, { loss }: Anchor): readonly Claim[] =>
  loss === undefined
    ? []
    : [
        equation(
          states,
          [term(0, ['cost'], loss.factor(outputCount(problem)))],
          sum(numeratorsOf(problem, loss).map(sum)),
        ),
      ];

const gradientClaims = (problem: MlpProblem, { delta }: Anchor): readonly Claim[] => {
  const last = problem.layers.length - 1;
  const numerators = numeratorsOf(problem, delta);
  const factor = delta.factor(outputCount(problem));
  const deltas = numerators.flatMap((row, example) =>
    row.map((numerator, unit) =>
      equation(states, [term(0, ['deltas', last, example, unit], factor)], numerator),
    ),
  );
  const parameters = entriesOf(problem).flatMap((entry): readonly Claim[] => {
    if (entry.tensor === 'inputs' || entry.layer < last)
      return vanishes('gradient below a layer of zeros', times(1, entry));
    // What a weight above other layers is multiplied by is not known by hand.
    if (entry.tensor === 'weights' && last > 0) return [];
    const share = (example: number) =>
      entry.tensor === 'weights' ? at(at(problem.inputs, example), entry.input) : 1;
    const total = sum(numerators.map((row, example) => at(row, entry.unit) * share(example)));
    return [equation(states, [term(0, entry.path, factor)], total)];
  });
  return [...deltas, ...parameters];
};

const zeroedSample = (drawn: MlpProblem): Sample => {
  const problem = zeroed(drawn);
  const { name } = denseAt(problem, problem.layers.length - 1).activation;
  const anchor = anchors[`${name} ${problem.loss.name}`];
  return {
    questions: [problem],
    claims: anchor === undefined ? [] : [...costClaims(problem, anchor), ...gradientClaims(problem, anchor)],
  };
};

const known = { hidden: denseNames, output: anchored, penalties: ['none'] } as const;

/** Networks whose gradients are known beforehand. */
export const anchorRelations: readonly Property[] = [
  propertyOf({
    id: 'fused-at-zero',
    clause: 'DELTA-OUTPUT',
    title: 'where the last layer is 0, log loss and cross-entropy have gradients known by hand',
    universe: { ...known, losses: ['log-loss', 'cross-entropy', 'cross-entropy-logits'] },
    exact: true,
    sample: zeroedSample,
  }),
  propertyOf({
    id: 'slope-at-zero',
    clause: 'DELTA-OUTPUT',
    title: 'where the last layer is 0, squared error and hinge have a cost and gradients known by hand',
    universe: { ...known, losses: ['squared-error', 'hinge'] },
    exact: true,
    sample: zeroedSample,
  }),
];
