/** Bounds of answers to graphs, computed from bounds of answers to graphs. */

import type { GraphAnswer, NestedNumbers } from '../../model/graph.ts';
import { isNested } from '../../model/graph-numbers.ts';
import type { Bound } from '../bound.ts';
import type { GraphBounds } from './bound-graph-answer.ts';

const unitRoundoff = 2 ** -53;

const merge = (
  left: NestedNumbers<Bound>,
  right: NestedNumbers | undefined,
  of: (bound: number, number: number) => number,
): NestedNumbers<Bound> => {
  if (right === undefined) throw new RangeError('bounds: expected the shapes of the answer, got others');
  if (!isNested(left)) return of(left, right as number) as Bound;
  return left.map((child, index) => merge(child, isNested(right) ? right[index] : undefined, of));
};

/** Each bound with the number that an answer, or its bounds, have in the same place. */
const mergeBounds = (
  bounds: GraphBounds,
  other: Pick<GraphAnswer, 'value' | 'gradients'>,
  of: (bound: number, number: number) => number,
): GraphBounds => ({
  ...bounds,
  value: of(bounds.value, other.value) as Bound,
  gradients: Object.fromEntries(
    Object.entries(bounds.gradients).map(([name, own]) => [name, merge(own, other.gradients[name], of)]),
  ),
});

/** Entry by entry, the bound of |subject - reference| when each has its own bound. */
export const addGraphBounds = (left: GraphBounds, right: GraphBounds): GraphBounds =>
  mergeBounds(left, right, (bound, other) => bound + other);

/** Bounds that hold of a reference whose exact numbers were rounded to the nearest doubles. */
export const allowGraphRounding = (bounds: GraphBounds, rounded: GraphAnswer): GraphBounds =>
  mergeBounds(bounds, rounded, (bound, number) => bound + unitRoundoff * Math.abs(number));
