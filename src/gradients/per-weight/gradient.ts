/**
 * Implementation 1: every entry of the gradient by itself, as the explicit sum over paths.
 * Layers count from 0. Nothing computed for one entry is used for another.
 */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Answer, LayerBiases, LayerWeights, Refusal } from '../../model/answer.ts';
import type { KinkChoice } from '../../model/kinks.ts';
import type { Matrix, MlpProblem } from '../../model/problem.ts';
import { at } from './at.ts';
import { entry } from './entries.ts';
import { lossValue } from './losses.ts';
import { inLayerShape } from './network.ts';
import { countPaths, refuseBeyondBudget, shapeOf, workOfGradient } from './path-count.ts';
import { sumFromActivation, sumFromPreActivation } from './paths.ts';
import { penaltyValue } from './penalty.ts';
import { prepare, type Setup } from './setup.ts';
import { sum } from './sums.ts';

/** scale * sum of losses + lambda * Omega. */
const costOf = <T>(setup: Setup<T>): T => {
  const { arithmetic, problem, passes } = setup;
  const { of, add, mul } = arithmetic;
  const losses = passes.map((pass, example) =>
    lossValue(arithmetic, problem.loss.name, pass, at(problem.targets, example)),
  );
  const data = mul(of(problem.loss.scale), sum(arithmetic, losses));
  return problem.penalty === undefined ? data : add(data, penaltyValue(setup));
};

const weightEntries = <T>(setup: Setup<T>): readonly LayerWeights<T>[] =>
  setup.network.map(({ activation, weights }, layer) =>
    inLayerShape(
      activation,
      weights.map((rows, piece) =>
        rows.map((row, unit) =>
          row.map((_, input) => entry(setup, { kind: 'weight', layer, unit, input, piece })),
        ),
      ),
    ),
  );

const biasEntries = <T>(setup: Setup<T>): readonly LayerBiases<T>[] =>
  setup.network.map(({ activation, biases }, layer) =>
    biases === null
      ? null
      : inLayerShape(
          activation,
          biases.map((row, piece) =>
            row.map((_, unit) => entry(setup, { kind: 'bias', layer, unit, piece })),
          ),
        ),
  );

const inputEntries = <T>(setup: Setup<T>): Matrix<T> =>
  setup.problem.inputs.map((row, example) =>
    row.map((_, component) => entry(setup, { kind: 'input', example, component })),
  );

/** dJ/dz; of a maxout unit dJ/da, which is dJ/d(the chosen value) whatever the weights of tied pieces. */
const deltaOf = <T>(setup: Setup<T>, layer: number, example: number, unit: number): T => {
  const graph = at(setup.graphs, example);
  const one = setup.arithmetic.of(1);
  return at(setup.network, layer).activation.name === 'maxout'
    ? sumFromActivation(graph, { layer, unit }, one)
    : sumFromPreActivation(graph, { layer, piece: 0, unit }, one);
};

const deltasOf = <T>(setup: Setup<T>): readonly Matrix<T>[] =>
  setup.network.map((_, layer) =>
    setup.passes.map((pass, example) =>
      at(pass.layers, layer).z.map((_z, unit) => deltaOf(setup, layer, example, unit)),
    ),
  );

/**
 * The whole answer by path enumeration, or a refusal when the paths exceed `PATH_STEP_BUDGET`.
 *
 * A kink choice replaces the derivative at its site in every path through it. An elementary function
 * that the arithmetic lacks throws `NoSuchFunction`.
 */
export const gradient = <T>(
  problem: MlpProblem,
  arithmetic: Arithmetic<T>,
  kinks?: KinkChoice,
): Answer<T> | Refusal => {
  const shapes = problem.layers.map(shapeOf);
  const counts = countPaths(shapes, problem.loss.name);
  const refusal = refuseBeyondBudget(workOfGradient(shapes, counts, problem.inputs.length));
  if (refusal !== undefined) return refusal;
  const setup = prepare(problem, arithmetic, counts, kinks);
  const layers = setup.network.map((_, l) => l);
  return {
    cost: costOf(setup),
    outputs: setup.passes.map(({ outputs }) => outputs),
    gradients: {
      weights: weightEntries(setup),
      biases: biasEntries(setup),
      inputs: inputEntries(setup),
    },
    deltas: deltasOf(setup),
    trace: {
      preActivations: layers.map((l) => setup.passes.map((pass) => at(pass.layers, l).z)),
      activations: layers.map((l) => setup.passes.map((pass) => at(pass.layers, l).a)),
    },
  };
};
