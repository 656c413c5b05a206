/** One entry of the gradient: paths summed over the examples, plus the penalty's term, once. */

import type { MlpProblem } from '../../model/problem.ts';
import { at } from './at.ts';
import { type PathListener, sumFromActivation, sumFromPreActivation } from './paths.ts';
import { penaltyTerm } from './penalty.ts';
import type { Place } from './place.ts';
import type { Setup } from './setup.ts';
import { sum } from './sums.ts';

/** The first factor of every path from a weight: x_i in the first layer, a_i of the layer below after it. */
export const sourceOf = <T>({ passes }: Setup<T>, example: number, layer: number, input: number): T => {
  const pass = at(passes, example);
  return at(layer === 0 ? pass.x : at(pass.layers, layer - 1).a, input);
};

/** Sum over all paths from one place to the cost of one example. */
export const pathSum = <T>(setup: Setup<T>, place: Place, example: number, onPath?: PathListener<T>): T => {
  const graph = at(setup.graphs, example);
  const one = setup.arithmetic.of(1);
  if (place.kind === 'input') {
    return sumFromActivation(graph, { layer: -1, unit: place.component }, one, onPath);
  }
  const { layer, unit, piece = 0 } = place;
  const start = place.kind === 'bias' ? one : sourceOf(setup, example, layer, place.input);
  return sumFromPreActivation(graph, { layer, piece, unit }, start, onPath);
};

/** The examples whose cost depends on the place. */
const examplesOf = ({ inputs }: MlpProblem, place: Place): readonly number[] =>
  place.kind === 'input' ? [place.example] : inputs.map((_, example) => example);

/**
 * dJ/d(place). `sumOfExample` is the path sum of one example, replaced only to watch it happen.
 */
export const entry = <T>(
  setup: Setup<T>,
  place: Place,
  sumOfExample: (example: number) => T = (example) => pathSum(setup, place, example),
): T => {
  const data = sum(setup.arithmetic, examplesOf(setup.problem, place).map(sumOfExample));
  const term = penaltyTerm(setup, place);
  return term === undefined ? data : setup.arithmetic.add(data, term);
};
