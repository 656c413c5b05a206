/** The same enumeration as `gradient`, with every path handed back as data. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Refusal } from '../../model/answer.ts';
import type { KinkChoice } from '../../model/kinks.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { entry, pathSum } from './entries.ts';
import { type Factor, factorsOf, parameterSymbol } from './factors.ts';
import { countPaths, refuseBeyondBudget, shapeOf, workOfPlace } from './path-count.ts';
import { penaltyTerm } from './penalty.ts';
import { expectPlace, type Place } from './place.ts';
import { prepare } from './setup.ts';

/** One path: its factors from the place up to the cost, and their product. */
export interface DerivedPath<T> {
  readonly factors: readonly Factor<T>[];
  readonly product: T;
}

/** All paths of one example (from 0), and their sum. */
export interface DerivedExample<T> {
  readonly example: number;
  readonly paths: readonly DerivedPath<T>[];
  readonly sum: T;
}

/** dJ/d(place) as the chain rule writes it: sum over examples, over paths, plus the penalty's term. */
export interface Derivation<T> {
  readonly place: Place;
  readonly examples: readonly DerivedExample<T>[];
  /** 2 lambda times the parameter; null where the penalty has no term. */
  readonly penalty: Factor<T> | null;
  /** The gradient's entry at the place: the same computation as `gradient`, to the last bit. */
  readonly total: T;
}

/**
 * The derivation of one entry of the gradient, or a refusal when its paths exceed the budget.
 * Throws RangeError for a place that the problem does not have (`place.unit: expected ..., got ...`).
 */
export const derive = <T>(
  problem: MlpProblem,
  arithmetic: Arithmetic<T>,
  place: Place,
  kinks?: KinkChoice,
): Derivation<T> | Refusal => {
  expectPlace(problem, place);
  const shapes = problem.layers.map(shapeOf);
  const counts = countPaths(shapes, problem.loss.name);
  const work = workOfPlace(shapes, counts, problem.inputs.length, place);
  const refusal = refuseBeyondBudget(work);
  if (refusal !== undefined) return refusal;
  const setup = prepare(problem, arithmetic, counts, kinks);
  const examples: DerivedExample<T>[] = [];
  const total = entry(setup, place, (example) => {
    const paths: DerivedPath<T>[] = [];
    const sum = pathSum(setup, place, example, (trail, product) => {
      paths.push({ factors: factorsOf(setup, place, example, trail), product });
    });
    examples.push({ example, paths, sum });
    return sum;
  });
  const term = penaltyTerm(setup, place);
  const penalty =
    term === undefined
      ? null
      : {
          symbol: `2 lambda ${parameterSymbol(setup.network, place)}`,
          meaning: 'the derivative of the l2 penalty, counted once',
          value: term,
        };
  return { place, examples, penalty, total };
};
