/**
 * What makes a field of vectors the gradient of a function: its derivative is symmetric, and its integral
 * along a line is the difference of the function.
 *
 * Differences and integrals are exact here, no truncation being left to bound: the cost is squared error,
 * layers above the first are affine and the first one is piecewise linear and kept within one piece, so the
 * outputs are affine in each layer's numbers (and in the inputs) while the others stay.
 */

import type { Property, Sample } from '../../src/judge/property.ts';
import { at } from '../../src/model/at.ts';
import type { MlpProblem } from '../../src/model/problem.ts';
import type { ActivationName } from '../../src/model/supports.ts';
import { term } from '../equations.ts';
import { denseAt } from '../layers.ts';
import {
  alongDirection,
  type Direction,
  type Group,
  moved,
  sumIsZero,
  termsOf,
  withinCell,
} from './moved.ts';
import { propertyOf, type Spot } from './relation.ts';

const affine: readonly ActivationName[] = ['identity', 'linear'];
const piecewise: readonly ActivationName[] = [...affine, 'relu', 'leaky-relu'];

/** Between the first layer and the last the identity. */
const affineAbove = (problem: MlpProblem): MlpProblem => ({
  ...problem,
  layers: problem.layers.map((layer, index) =>
    index === 0 || index === problem.layers.length - 1
      ? layer
      : { ...denseAt(problem, index), activation: { name: 'identity' } },
  ),
});

/**
 * <u, G(p + v) - G(p - v)> = <v, G(p + u) - G(p - u)>. With u and v in one group each, y = c + s p + t q +
 * s t r along them, so d/ds of (y - target)^2 at s = 0 is of degree 2 in t, and central differences of it
 * are exact.
 */
const symmetryOf = (problem: MlpProblem, first: Group, second: Group): Sample => {
  const one = withinCell(problem, new Map([[first, 0.5]]), [-1, 1]);
  const other = withinCell(problem, new Map([[second, 0.5]]), [-1, 1]);
  const [alongOne, alongOther] = [alongDirection(problem, one), alongDirection(problem, other)];
  return {
    questions: [
      moved(problem, other),
      moved(problem, other, -1),
      moved(problem, one),
      moved(problem, one, -1),
    ],
    claims: sumIsZero('change of the gradient along one direction by another minus the two exchanged', [
      ...termsOf(0, alongOne, 1),
      ...termsOf(1, alongOne, -1),
      ...termsOf(2, alongOther, -1),
      ...termsOf(3, alongOther, 1),
    ]),
  };
};

const groupsOf = ({ layers }: MlpProblem): readonly Group[] => ['inputs', ...layers.keys()];

const pairOf = (problem: MlpProblem, { layer, unit }: Spot): readonly [Group, Group] => {
  const groups = groupsOf(problem);
  const one = (layer + unit) % groups.length;
  const other = (one + 1 + (unit % (groups.length - 1))) % groups.length;
  return [at(groups, one), at(groups, other)];
};

const universe = { output: affine, losses: ['squared-error'] } as const;

const symmetry = propertyOf({
  id: 'hessian-symmetry',
  clause: 'NUMERIC-CENTRAL',
  title: 'the change of the gradient along u by v is that along v by u: it is the gradient of something',
  universe: { ...universe, hidden: piecewise },
  needs: { hidden: ['identity'] },
  exact: true,
  sample: (drawn, spot) => {
    const problem = affineAbove(drawn);
    return symmetryOf(problem, ...pairOf(problem, spot));
  },
});

/** Closed rules of Newton and Cotes: Simpson's is exact up to degree 3, Boole's up to 5. */
const simpson = { nodes: [0, 1 / 2, 1], weights: [1, 4, 1], total: 6 };
const boole = { nodes: [0, 1 / 4, 1 / 2, 3 / 4, 1], weights: [7, 32, 12, 32, 7], total: 90 };

/**
 * J(p + v) - J(p) = integral of <G(p + t v), v>. With every layer moving, the outputs of L layers have
 * degree L in t, the cost 2 L and the integrand 2 L - 1: at most 5 for three layers.
 */
const integralOf = (problem: MlpProblem): Sample => {
  const everywhere: Direction = new Map(problem.layers.map((_, layer) => [layer, 0.5]));
  const direction = withinCell(problem, everywhere, [0, 1]);
  const { nodes, weights, total } = problem.layers.length > 2 ? boole : simpson;
  const along = alongDirection(problem, direction);
  return {
    questions: nodes.map((t) => moved(problem, direction, t)),
    claims: sumIsZero('difference of the costs minus the integral of the gradient between them', [
      term(nodes.length - 1, ['cost'], total),
      term(0, ['cost'], -total),
      ...weights.flatMap((weight, question) => termsOf(question, along, -weight)),
    ]),
  };
};

const integral = propertyOf({
  id: 'line-integral',
  clause: 'NUMERIC-CENTRAL',
  title: 'the integral of the gradient along a line is the difference of the costs at its ends',
  universe: { ...universe, hidden: piecewise },
  needs: { hidden: ['identity'] },
  exact: true,
  sample: (drawn) => integralOf(affineAbove(drawn)),
});

/** A gradient is a field with a potential. */
export const fieldRelations: readonly Property[] = [symmetry, integral];
