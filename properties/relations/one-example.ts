/** One example alone: its gradients are outer products, led back through slopes of a known range. */

import type { Claim, Term } from '../../src/judge/claim.ts';
import type { Property } from '../../src/judge/property.ts';
import { at } from '../../src/model/at.ts';
import type { DenseActivation, MlpProblem } from '../../src/model/problem.ts';
import type { ActivationName } from '../../src/model/supports.ts';
import { equation, term } from '../equations.ts';
import { denseAt } from '../layers.ts';
import { denseNames } from '../universe.ts';
import { biasPath, vanishes, weightPath } from './entries.ts';
import { alone, propertyOf } from './relation.ts';

const dense = { hidden: denseNames, output: denseNames, penalties: ['none'], nullBiases: false } as const;

const indices = (items: readonly unknown[]): readonly number[] => [...items.keys()];

const outer = propertyOf({
  id: 'first-layer-outer-product',
  clause: 'GRAD-WEIGHT',
  title: 'of one example the first gradient is the gradient of the biases times the input',
  universe: dense,
  sample: (drawn) => {
    const problem = alone(drawn);
    const [input = []] = problem.inputs;
    return {
      questions: [problem],
      claims: indices(denseAt(problem, 0).weights).flatMap((unit) =>
        input.flatMap((value, component) =>
          vanishes('weight gradient minus input times bias gradient', [
            [1, weightPath(0, unit, component)],
            [-value, biasPath(0, unit)],
          ]),
        ),
      ),
    };
  },
});

/** G_W[i][k] G_b[j] = G_W[j][k] G_b[i]: both are delta_i a_k delta_j. */
const minor = (layer: number, i: number, j: number, k: number): Claim => {
  const product = (one: number, other: number, coefficient: number): Term => ({
    ...term(0, weightPath(layer, one, k), coefficient),
    times: { question: 0, path: biasPath(layer, other) },
  });
  return equation('weight gradient times the bias gradient of another unit minus the two exchanged', [
    product(i, j, 1),
    product(j, i, -1),
  ]);
};

const rankOne = propertyOf({
  id: 'rank-one',
  clause: 'GRAD-WEIGHT',
  title: 'of one example every weight gradient has rank one, its left factor being the bias gradient',
  universe: dense,
  sample: (drawn) => {
    const problem = alone(drawn);
    return {
      questions: [problem],
      claims: indices(problem.layers).flatMap((layer) => {
        const { weights } = denseAt(problem, layer);
        return indices(weights)
          .slice(1)
          .flatMap((unit) => indices(weights[0] ?? []).map((k) => minor(layer, unit - 1, unit, k)));
      }),
    };
  },
});

/** The largest slope; every slope of these is between 0 and it. */
const steepest = (activation: DenseActivation): number => {
  switch (activation.name) {
    case 'sigmoid':
      return 1 / 4;
    case 'leaky-relu':
    case 'elu':
      return Math.max(1, activation.alpha);
    default:
      return 1;
  }
};

const monotone: readonly ActivationName[] = ['identity', 'sigmoid', 'tanh', 'relu', 'leaky-relu', 'elu'];

/** delta = slope v with 0 <= slope <= c, so (c v - delta) delta = slope (c - slope) v^2 >= 0. */
const contraction = (problem: MlpProblem, layer: number, unit: number): Claim => {
  const { activation } = denseAt(problem, layer);
  const path = biasPath(layer, unit);
  const square: Term = { ...term(0, path, -1), times: { question: 0, path } };
  const ledBack = denseAt(problem, layer + 1).weights.map(
    (row, above): Term => ({
      ...term(0, path, steepest(activation) * at(row, unit)),
      times: { question: 0, path: biasPath(layer + 1, above) },
    }),
  );
  return {
    kind: 'inequality',
    terms: [square, ...ledBack],
    atLeast: 0,
    states: 'the delta has the sign of what is led back, and no more than the steepest slope times its size',
  };
};

const signs = propertyOf({
  id: 'sign-and-contraction',
  clause: 'DELTA-HIDDEN',
  title: 'a delta has the sign of what is led back to its unit and at most the steepest slope times its size',
  universe: { ...dense, output: denseNames },
  hidden: monotone,
  sample: (drawn, { layer }) => {
    const problem = alone(drawn);
    return {
      questions: [problem],
      claims: indices(denseAt(problem, layer).weights).map((unit) => contraction(problem, layer, unit)),
    };
  },
});

/** What holds of one example alone. */
export const exampleRelations: readonly Property[] = [outer, rankOne, signs];
