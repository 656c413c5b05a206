/** Going from a problem in some direction: short binary fractions, so that every place reached is exact. */

import { float64 } from '../../src/arithmetic/float64.ts';
import type { Claim, Term } from '../../src/judge/claim.ts';
import { at } from '../../src/model/at.ts';
import type { DenseLayer, MlpProblem } from '../../src/model/problem.ts';
import { withoutNegativeZero } from '../../src/problems/numbers.ts';
import { forward } from '../../src/witness/forward.ts';
import { equation, term } from '../equations.ts';
import { denseAt } from '../layers.ts';
import { biasPath, inputPath, type Share, weightPath } from './entries.ts';

/** The numbers of one layer, or the inputs: outputs are affine in each of these while the others stay. */
export type Group = 'inputs' | number;

/** How far each group goes, times the pattern of `stepOf`; a group that is not named stays. */
export type Direction = ReadonlyMap<Group, number>;

const pattern = [1, -0.5, 0.5, -1, 0.25, -0.75, 1, 0.5, -0.25];

/** A fixed mixture of signs and sizes. */
const stepOf = (row: number, column: number): number => at(pattern, (row * 4 + column * 7) % pattern.length);

const biasColumn = 3;

const movedLayer = (layer: DenseLayer, by: number): DenseLayer => ({
  ...layer,
  weights: layer.weights.map((row, i) => row.map((w, k) => withoutNegativeZero(w + by * stepOf(i, k)))),
  biases: layer.biases?.map((b, i) => withoutNegativeZero(b + by * stepOf(i, biasColumn))) ?? null,
});

/** The problem that is `factor` times the direction away. */
export const moved = (problem: MlpProblem, direction: Direction, factor = 1): MlpProblem => ({
  ...problem,
  layers: problem.layers.map((_, index) =>
    movedLayer(denseAt(problem, index), factor * (direction.get(index) ?? 0)),
  ),
  inputs: problem.inputs.map((row, n) =>
    row.map((x, j) => withoutNegativeZero(x + factor * (direction.get('inputs') ?? 0) * stepOf(n, j))),
  ),
});

/** The inner product of a direction with the gradient: how far each entry goes, and where it is. */
export const alongDirection = (problem: MlpProblem, direction: Direction): readonly Share[] =>
  [...direction].flatMap(([group, by]): readonly Share[] => {
    if (group === 'inputs')
      return problem.inputs.flatMap((row, n) =>
        row.map((_, j): Share => [by * stepOf(n, j), inputPath(n, j)]),
      );
    const { weights, biases } = denseAt(problem, group);
    return weights.flatMap((row, i): readonly Share[] => [
      ...row.map((_, k): Share => [by * stepOf(i, k), weightPath(group, i, k)]),
      ...(biases === null ? [] : [[by * stepOf(i, biasColumn), biasPath(group, i)] as const]),
    ]);
  });

const firstHeights = (problem: MlpProblem): readonly number[] =>
  (forward(problem, float64).trace.preActivations[0] ?? []).flat();

const hasKink = (problem: MlpProblem): boolean =>
  ['relu', 'leaky-relu'].includes(denseAt(problem, 0).activation.name);

/** No unit of the first layer changes sides between the two ends, nor is on the kink at one of them. */
const keepsSides = (one: MlpProblem, other: MlpProblem): boolean => {
  const heights = firstHeights(other);
  return firstHeights(one).every((z, index) => z * at(heights, index) > 0);
};

/** How often a step is halved before its group is left out. */
const halvings = 5;

/**
 * The direction with its steps in the first layer and the inputs halved until the straight line from
 * `from` to `to` times it stays on its side of every kink of the first layer, which is where the kinks
 * are; without those steps where it never does. Only one of the two groups may be in the direction, so
 * that pre-activations of the first layer are affine along it and the ends tell.
 */
export const withinCell = (
  problem: MlpProblem,
  direction: Direction,
  [from, to]: readonly [number, number],
): Direction => {
  const lower: Group = direction.has('inputs') ? 'inputs' : 0;
  const by = direction.get(lower);
  if (by === undefined || !hasKink(problem)) return direction;
  for (let halving = 0; halving <= halvings; halving += 1) {
    const shorter = new Map(direction).set(lower, by / 2 ** halving);
    if (keepsSides(moved(problem, shorter, from), moved(problem, shorter, to))) return shorter;
  }
  return new Map([...direction].filter(([group]) => group !== lower));
};

/** A factor times the shares of the answer to a question. */
export const termsOf = (question: number, shares: readonly Share[], factor: number): readonly Term[] =>
  shares.map(([share, path]) => term(question, path, factor * share));

/** The terms add up to 0; no claim where there are none. */
export const sumIsZero = (states: string, [first, ...others]: readonly Term[]): readonly Claim[] =>
  first === undefined ? [] : [equation(states, [first, ...others])];
