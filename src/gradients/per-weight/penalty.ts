/** lambda times the sum of squares: added once to the cost, neither scaled nor per example. */

import { at } from './at.ts';
import type { Place } from './place.ts';
import type { Setup } from './setup.ts';
import { sum } from './sums.ts';

/** lambda * Omega, of the weights of every piece, and of the biases where the penalty says so. */
export const penaltyValue = <T>({ arithmetic, network, problem }: Setup<T>): T => {
  const { of, mul } = arithmetic;
  const { penalty } = problem;
  if (penalty === undefined) return of(0);
  const penalised = network.flatMap(({ weights, biases }) => [
    ...weights.flat(2),
    ...(penalty.biases && biases !== null ? biases.flat() : []),
  ]);
  const squares = penalised.map((parameter) => mul(parameter, parameter));
  return mul(of(penalty.lambda), sum(arithmetic, squares));
};

const penalisedParameter = <T>({ network, problem }: Setup<T>, place: Place): T | undefined => {
  if (place.kind === 'input') return undefined;
  const { layer, unit, piece = 0 } = place;
  const { weights, biases } = at(network, layer);
  if (place.kind === 'weight') return at(at(at(weights, piece), unit), place.input);
  const counted = problem.penalty?.biases === true && biases !== null;
  return counted ? at(at(biases, piece), unit) : undefined;
};

/** 2 lambda times the parameter; undefined where the penalty has no term. */
export const penaltyTerm = <T>(setup: Setup<T>, place: Place): T | undefined => {
  const { of, mul } = setup.arithmetic;
  const { penalty } = setup.problem;
  if (penalty === undefined) return undefined;
  const parameter = penalisedParameter(setup, place);
  return parameter === undefined ? undefined : mul(mul(of(2), of(penalty.lambda)), parameter);
};
