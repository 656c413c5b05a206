/** The same enumeration as `gradient`, with every path handed back as data. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Refusal } from '../../model/answer.ts';
import type { KinkChoice } from '../../model/kinks.ts';
import type { MlpProblem, Vector } from '../../model/problem.ts';
import { at } from './at.ts';
import type { Crossing } from './crossings.ts';
import { entry, pathSum } from './entries.ts';
import { type Factor, factorsOf, parameterSymbol } from './factors.ts';
import type { ForwardPass } from './forward.ts';
import { keepLargest, type Rest } from './largest.ts';
import { countPaths, refuseBeyondBudget, shapeOf, workOfPlace } from './path-count.ts';
import type { Trail } from './paths.ts';
import { penaltyTerm } from './penalty.ts';
import { expectPlace, type Place } from './place.ts';
import { prepare, type Setup } from './setup.ts';

/** One layer on a path: it enters at z of one piece of `unit` and leaves by a of `exit`. All from 0. */
export interface PathStep {
  readonly layer: number;
  readonly piece: number;
  readonly unit: number;
  /** Another unit than `unit` only inside a softmax. */
  readonly exit: number;
}

/** One path: the layers it crosses, its factors from the place up to the cost, and their product. */
export interface DerivedPath<T> {
  readonly steps: readonly PathStep[];
  readonly factors: readonly Factor<T>[];
  readonly product: T;
}

/** The paths of one example (from 0), the sum of all of them, and what they are made of. */
export interface DerivedExample<T> {
  readonly example: number;
  /** In the order of the walk; the smallest are missing where fewer were to be kept. */
  readonly paths: readonly DerivedPath<T>[];
  readonly sum: T;
  readonly pass: ForwardPass<T>;
  /** The local derivatives, one per layer. */
  readonly crossings: readonly Crossing<T>[];
  /** dloss/da of the last layer (dloss/dz after a fused crossing), `[unit]`. */
  readonly lossSlopes: Vector<T>;
}

/** dJ/d(place) as the chain rule writes it: sum over examples, over paths, plus the penalty's term. */
export interface Derivation<T> {
  readonly place: Place;
  /** The place as the factors are written: `w[2](1,3)`. */
  readonly symbol: string;
  readonly examples: readonly DerivedExample<T>[];
  /** The paths that were not kept. */
  readonly rest: Rest<T>;
  /** 2 lambda times the parameter; null where the penalty has no term. */
  readonly penalty: Factor<T> | null;
  /** The gradient's entry at the place: the same computation as `gradient`, to the last bit. */
  readonly total: T;
}

const stepsOf = <T>({ network }: Setup<T>, place: Place, trail: Trail): readonly PathStep[] => {
  const first = place.kind === 'input' ? 0 : place.layer;
  return network.slice(first).map((_, above) => {
    const layer = first + above;
    return {
      layer,
      piece: at(trail.pieces, layer),
      unit: at(trail.units, layer),
      exit: at(trail.exits, layer),
    };
  });
};

const penaltyFactor = <T>(setup: Setup<T>, place: Place): Factor<T> | null => {
  const value = penaltyTerm(setup, place);
  if (value === undefined) return null;
  const symbol = `2 lambda ${parameterSymbol(setup.network, place)}`;
  return { symbol, meaning: 'the derivative of the l2 penalty, counted once', value };
};

const enumerate = <T>(setup: Setup<T>, place: Place, keep: number): Derivation<T> => {
  const largest = keepLargest<T, { readonly example: number; readonly path: DerivedPath<T> }>(
    setup.arithmetic,
    keep,
  );
  const sums: { readonly example: number; readonly sum: T }[] = [];
  const total = entry(setup, place, (example) => {
    const sum = pathSum(setup, place, example, (trail, product) => {
      largest.offer(product, () => {
        const factors = factorsOf(setup, place, example, trail);
        return { example, path: { steps: stepsOf(setup, place, trail), factors, product } };
      });
    });
    sums.push({ example, sum });
    return sum;
  });
  const kept = new Map(sums.map(({ example }): [number, DerivedPath<T>[]] => [example, []]));
  for (const { example, path } of largest.kept()) kept.get(example)?.push(path);
  const examples = sums.map(({ example, sum }) => {
    const { crossings, lossSlopes } = at(setup.graphs, example);
    const paths = kept.get(example) ?? [];
    return { example, paths, sum, pass: at(setup.passes, example), crossings, lossSlopes };
  });
  const symbol = parameterSymbol(setup.network, place);
  return { place, symbol, examples, rest: largest.rest(), penalty: penaltyFactor(setup, place), total };
};

/**
 * The derivation of one entry of the gradient, or a refusal when its paths exceed the budget. Of its paths
 * the `keep` largest are handed back, by absolute size over all examples.
 * Throws RangeError for a place that the problem does not have (`place.unit: expected ..., got ...`).
 */
export const derive = <T>(
  problem: MlpProblem,
  arithmetic: Arithmetic<T>,
  place: Place,
  kinks?: KinkChoice,
  keep: number = Number.POSITIVE_INFINITY,
): Derivation<T> | Refusal => {
  expectPlace(problem, place);
  const shapes = problem.layers.map(shapeOf);
  const counts = countPaths(shapes, problem.loss.name);
  const refusal = refuseBeyondBudget(workOfPlace(shapes, counts, problem.inputs.length, place));
  return refusal ?? enumerate(prepare(problem, arithmetic, counts, kinks), place, keep);
};
