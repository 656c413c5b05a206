/**
 * Problems by how near they are to a kink: smooth, exactly at one (small integers, whose sums are exact in
 * every order), and near one. Shrinking keeps the class. Which side rounding may blur is the caller's to say.
 */

import fc from 'fast-check';
import { at } from '../model/at.ts';
import { isMaxout, type MlpProblem } from '../model/problem.ts';
import type { ActivationName, Supports } from '../model/supports.ts';
import { smallLimits } from './architecture.ts';
import { mlpProblems } from './mlp.ts';
import { dyadics, integers, withoutNegativeZero } from './numbers.ts';
import { preActivationsOf } from './pre-activations.ts';

const kinked: readonly ActivationName[] = ['relu', 'leaky-relu', 'elu'];

/** True when some unit of the first layer has a pre-activation of exactly zero in some example. */
const hasZeroPreActivation = ({ layers, inputs }: MlpProblem): boolean => {
  const [first] = layers;
  return (
    first !== undefined &&
    !isMaxout(first) &&
    kinked.includes(first.activation.name) &&
    inputs.some((example) => preActivationsOf(first, example).includes(0))
  );
};

const layersAllowed = ({ fixedShape, maxLayers }: Supports): number =>
  fixedShape === undefined ? maxLayers : fixedShape.length - 1;

/** The part of a universe whose hidden layers have kinks; null when it is empty. */
const kinkedUniverse = (supports: Supports): Supports | null => {
  const hidden = supports.activations.hidden.filter((name) => kinked.includes(name));
  if (hidden.length === 0 || layersAllowed(supports) < 2) return null;
  return { ...supports, activations: { ...supports.activations, hidden } };
};

const limits = { ...smallLimits, layers: 3 };

/** Exactly at a kink: a kinked first layer with a pre-activation of zero; null when the universe has none. */
export const mlpProblemsAtKinks = (supports: Supports): fc.Arbitrary<MlpProblem> | null => {
  const universe = kinkedUniverse(supports);
  return universe && mlpProblems(universe, { numbers: integers, limits, where: hasZeroPreActivation });
};

/** Smooth: hidden layers with kinks, `isSmooth` saying that every one of them is far enough. */
export const mlpProblemsAwayFromKinks = (
  supports: Supports,
  isSmooth: (problem: MlpProblem) => boolean,
): fc.Arbitrary<MlpProblem> | null => {
  const universe = kinkedUniverse(supports);
  const where = (problem: MlpProblem) => problem.layers.length > 1 && isSmooth(problem);
  return universe && mlpProblems(universe, { limits, where });
};

/** The same problem with a bias of the first layer that brings one unit of one example to a height near 0. */
const broughtNear = (
  problem: MlpProblem,
  { unit, example, height }: { readonly unit: number; readonly example: number; readonly height: number },
): MlpProblem => {
  const [first, ...others] = problem.layers;
  const inputs = problem.inputs[example % problem.inputs.length];
  if (first === undefined || isMaxout(first) || first.biases === null || inputs === undefined) return problem;
  const { biases, weights } = first;
  const moved = unit % biases.length;
  const products = at(weights, moved).map((weight, j) => weight * at(inputs, j));
  const sum = products.reduce((all, one) => all + one, 0);
  const size = products.reduce((all, one) => all + Math.abs(one), 0);
  const near = biases.with(moved, withoutNegativeZero(height * size - sum));
  return { ...problem, layers: [{ ...first, biases: near }, ...others] };
};

/**
 * Near a kink, on either side of it: `isNear` says that the nearest one is close and yet certain.
 *
 * `unitRoundoff` is that of the precision in which they are near: heights are small multiples of it.
 */
export const mlpProblemsNearKinks = (
  supports: Supports,
  unitRoundoff: number,
  isNear: (problem: MlpProblem) => boolean,
): fc.Arbitrary<MlpProblem> | null => {
  const universe = kinkedUniverse(supports);
  const problems = universe && mlpProblems({ ...universe, nullBiases: false }, { numbers: dyadics, limits });
  if (problems === null) return null;
  const units = fc.integer({ min: 16, max: 400 });
  const places = fc.record({
    unit: fc.nat({ max: 3 }),
    example: fc.nat({ max: 3 }),
    height: fc.tuple(fc.constantFrom(1, -1), units).map(([sign, steps]) => sign * steps * unitRoundoff),
  });
  return fc
    .tuple(problems, places)
    .map(([problem, place]) => broughtNear(problem, place))
    .filter((problem) => problem.layers.length > 1 && isNear(problem));
};
