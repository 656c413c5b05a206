/** Two questions that differ in one thing: what is remembered of the first must not answer the second. */

import fc from 'fast-check';
import { agreesWhole } from '../src/judge/claim.ts';
import type { Property } from '../src/judge/property.ts';
import { at } from '../src/model/at.ts';
import type { DenseActivation, DenseLayer, MlpProblem, Penalty } from '../src/model/problem.ts';
import { meaningDefects } from '../src/model/problem-meaning.ts';
import { canAnswer, type Supports } from '../src/model/supports.ts';
import { mlpProblems } from '../src/problems/mlp.ts';
import { withoutNegativeZero } from '../src/problems/numbers.ts';
import { isDense, reversed, withBiases, withLayers, withWeights } from './layers.ts';

/** Each of the problems that come of changing a problem in one place of a kind; none where it has no such place. */
type Change = (problem: MlpProblem) => readonly MlpProblem[];

const raised = (value: number): number => withoutNegativeZero(value + 1);

const inEveryLayer =
  (change: (layer: DenseLayer) => readonly DenseLayer[]): Change =>
  (problem) =>
    problem.layers.flatMap((layer, index) =>
      isDense(layer) ? change(layer).map((changed) => withLayers(problem, { [index]: changed })) : [],
    );

const oneWeight = inEveryLayer((layer) =>
  layer.weights.map((_, chosen) =>
    withWeights(layer, (weight, unit, input) => (unit === chosen && input === 0 ? raised(weight) : weight)),
  ),
);

const oneBias = inEveryLayer((layer) =>
  (layer.biases ?? []).map((_, chosen) =>
    withBiases(layer, (bias, unit) => (unit === chosen ? raised(bias) : bias)),
  ),
);

const withOtherConstant = (activation: DenseActivation): readonly DenseActivation[] => {
  switch (activation.name) {
    case 'linear':
      return [
        { ...activation, alpha: activation.alpha + 1 },
        { ...activation, beta: raised(activation.beta) },
      ];
    case 'leaky-relu':
    case 'elu':
      return [{ ...activation, alpha: activation.alpha + 1 }];
    case 'sigmoid':
      return [{ name: 'tanh' }];
    case 'tanh':
      return [{ name: 'identity' }];
    case 'identity':
      return [{ name: 'relu' }];
    default:
      return [{ name: 'identity' }];
  }
};

const oneActivation = inEveryLayer((layer) =>
  withOtherConstant(layer.activation).map((activation) => ({ ...layer, activation })),
);

const oneInput: Change = (problem) =>
  problem.inputs.map((input, example) => ({
    ...problem,
    inputs: problem.inputs.with(example, input.with(-1, raised(at(input, -1)))),
  }));

const oneTarget: Change = (problem) =>
  problem.targets.map((target, example) => ({
    ...problem,
    targets: problem.targets.with(
      example,
      problem.loss.name === 'hinge' || problem.loss.name === 'log-loss'
        ? reversed(target)
        : target.with(-1, raised(at(target, -1))),
    ),
  }));

const theLoss: Change = (problem) => [
  { ...problem, loss: { ...problem.loss, scale: 2 * problem.loss.scale } },
  ...(problem.loss.name === 'squared-error'
    ? [{ ...problem, loss: { ...problem.loss, name: 'norm' as const } }]
    : []),
];

const thePenalty: Change = ({ penalty, ...free }) =>
  penalty === undefined ? [{ ...free, penalty: { name: 'l2', lambda: 1, biases: true } }] : [free];

/** The same problem, its keys in the same order, with another penalty where it has one. */
const withPenalty =
  (change: (penalty: Penalty) => Penalty): Change =>
  (problem) =>
    problem.penalty === undefined ? [] : [{ ...problem, penalty: change(problem.penalty) }];

const theLambda = withPenalty((penalty) => ({ ...penalty, lambda: 2 * penalty.lambda }));

const whatIsPenalised = withPenalty((penalty) => ({ ...penalty, biases: !penalty.biases }));

const changes: readonly Change[] = [
  oneWeight,
  oneBias,
  oneActivation,
  oneInput,
  oneTarget,
  theLoss,
  thePenalty,
  theLambda,
  whatIsPenalised,
];

/** The changed problems that have a meaning and are still in the universe, by the kind of change. */
const variantsOf = (supports: Supports, problem: MlpProblem): readonly (readonly MlpProblem[])[] =>
  changes
    .map((change) =>
      change(problem).filter(
        (changed) => canAnswer(supports, changed) && meaningDefects(changed).length === 0,
      ),
    )
    .filter(({ length }) => length > 0);

/** Answers do not come from what is remembered of a question that differs in one thing. */
export const oneChangeProperty: Property = {
  id: 'one-change',
  clause: 'PURE',
  title: 'a question that differs in one thing from the one before has an answer of its own',
  share: 0.6,
  samples: (supports) =>
    mlpProblems(supports, { limits: { layers: 3, width: 3, examples: 3 } })?.chain((problem) =>
      fc
        .constantFrom(...variantsOf(supports, problem))
        .chain((variants) => fc.constantFrom(...variants))
        .map((changed) => ({
          questions: [problem, changed],
          claims: [...agreesWhole(0), ...agreesWhole(1)],
        })),
    ) ?? null,
};
