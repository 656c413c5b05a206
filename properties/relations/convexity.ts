/** Where the cost is convex it lies above its tangents, and its gradient never turns back. */

import type { Claim, Term } from '../../src/judge/claim.ts';
import type { Property, Sample } from '../../src/judge/property.ts';
import type { MlpProblem } from '../../src/model/problem.ts';
import { term } from '../equations.ts';
import { denseNames } from '../universe.ts';
import { alongDirection, type Direction, moved, termsOf } from './moved.ts';
import { propertyOf } from './relation.ts';

const isNotNegative = (states: string, [first, ...others]: readonly Term[]): readonly Claim[] =>
  first === undefined ? [] : [{ kind: 'inequality', terms: [first, ...others], atLeast: 0, states }];

const tangent = 'cost minus the tangent from elsewhere, which lies below a convex cost';
const growth = 'growth of the gradient along a line on which the cost is convex';

/** The cost lies above its tangent at either end, and the gradient never turns back between them. */
const convexityOf = (problem: MlpProblem): Sample => {
  const direction: Direction = new Map([[problem.layers.length - 1, 1]]);
  const along = alongDirection(problem, direction);
  const rise = (factor: number): readonly Term[] => [term(1, ['cost'], factor), term(0, ['cost'], -factor)];
  return {
    questions: [problem, moved(problem, direction)],
    claims: [
      ...isNotNegative(tangent, [...rise(1), ...termsOf(0, along, -1)]),
      ...isNotNegative(tangent, [...rise(-1), ...termsOf(1, along, 1)]),
      ...isNotNegative(growth, [...termsOf(1, along, 1), ...termsOf(0, along, -1)]),
    ],
  };
};

const convexity = propertyOf({
  id: 'convex-in-last-layer',
  clause: 'LOSS-OUTPUT-GRADIENT',
  title: 'with affine outputs the cost is convex in the last layer and lies above its tangents',
  universe: {
    hidden: denseNames,
    output: ['identity', 'linear'],
    losses: ['squared-error', 'norm', 'cross-entropy-logits', 'hinge'],
  },
  exact: true,
  sample: convexityOf,
});

const fusedConvexity = propertyOf({
  id: 'convex-in-logits',
  clause: 'LOSS-OUTPUT-GRADIENT',
  title: 'log loss and cross-entropy are convex in the last layer and lie above their tangents',
  universe: { hidden: denseNames, losses: ['log-loss', 'cross-entropy'] },
  exact: true,
  sample: convexityOf,
});

/** Costs that are convex in the last layer lie above their tangents. */
export const convexityRelations: readonly Property[] = [convexity, fusedConvexity];
