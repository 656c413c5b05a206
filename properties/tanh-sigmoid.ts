/** sigmoid(z) = (1 + tanh(z / 2)) / 2: one network written two ways. */

import type { Claim } from '../src/judge/claim.ts';
import type { Property, Sample } from '../src/judge/property.ts';
import type { Path } from '../src/model/path.ts';
import type { Matrix, MlpProblem, Vector } from '../src/model/problem.ts';
import { mlpProblems } from '../src/problems/mlp.ts';
import { dyadics } from '../src/problems/numbers.ts';
import { biasPaths, equation, inputPaths, term, weightPaths } from './equations.ts';
import { denseAt, hasTwoLayers, withLayers } from './layers.ts';
import { allowsLayers, denseNames, restrict } from './universe.ts';

const halved = (rows: Matrix): Matrix => rows.map((row) => row.map((value) => value / 2));

const shifted = (biases: Vector, weights: Matrix): Vector =>
  biases.map((bias, unit) => bias + (weights[unit] ?? []).reduce((sum, weight) => sum + weight / 2, 0));

/** The numbers are multiples of 1/4, so that halving and shifting them rounds nothing. */
const asTanh = (problem: MlpProblem): MlpProblem => {
  const [first, second] = [denseAt(problem, 0), denseAt(problem, 1)];
  return withLayers(problem, {
    0: {
      weights: halved(first.weights),
      biases: (first.biases ?? []).map((bias) => bias / 2),
      activation: { name: 'tanh' },
    },
    1: { ...second, weights: halved(second.weights), biases: shifted(second.biases ?? [], second.weights) },
  });
};

const states = 'gradient of a sigmoid network minus that of the same network written with tanh';

const weightClaim = (path: Path): Claim => {
  const [, , layer, unit] = path;
  if (layer === 0) return equation(states, [term(0, path), term(1, path, -0.5)]);
  if (layer !== 1) return equation(states, [term(0, path), term(1, path, -1)]);
  const bias: Path = ['gradients', 'biases', 1, unit as number];
  return equation(states, [term(0, path), term(1, path, -0.5), term(1, bias, -0.5)]);
};

const biasClaim = (path: Path): Claim =>
  equation(states, [term(0, path), term(1, path, path[2] === 0 ? -0.5 : -1)]);

const inputClaim = (path: Path): Claim => equation(states, [term(0, path), term(1, path, -1)]);

const tanhSigmoid = (problem: MlpProblem): Sample => ({
  questions: [problem, asTanh(problem)],
  claims: [
    ...weightPaths(problem).map(weightClaim),
    ...biasPaths(problem).map(biasClaim),
    ...inputPaths(problem).map(inputClaim),
  ],
});

/** tanh is a sigmoid, stretched and shifted. */
export const tanhSigmoidProperty: Property = {
  id: 'tanh-sigmoid',
  clause: 'TANH-SIGMOID',
  title: 'a sigmoid layer is a tanh layer rescaled and shifted, and so are its gradients',
  samples: (supports) => {
    const { hidden } = supports.activations;
    if (!allowsLayers(supports, 2) || !hidden.includes('sigmoid') || !hidden.includes('tanh')) return null;
    const universe = restrict(supports, {
      hidden: ['sigmoid'],
      output: denseNames,
      penalties: ['none'],
      nullBiases: false,
    });
    return mlpProblems(universe, { numbers: dyadics, where: hasTwoLayers })?.map(tanhSigmoid) ?? null;
  },
};
