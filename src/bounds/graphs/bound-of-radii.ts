/** The bounds of an answer whose own operations have proved how far each number may be from the exact one. */

import type { GraphAnswer, NestedNumbers } from '../../model/graph.ts';
import type { Bound } from '../bound.ts';
import { derived } from '../finish.ts';
import type { GraphBounds } from './bound-graph-answer.ts';

/** A radius in the place of each number. */
export type GraphRadii = Pick<GraphAnswer, 'value' | 'gradients'>;

const each = (nested: NestedNumbers): NestedNumbers<Bound> =>
  typeof nested === 'number' ? derived(nested) : nested.map(each);

/** The radii as bounds. */
export const boundOfRadii = ({ value, gradients }: GraphRadii): GraphBounds => ({
  value: derived(value),
  gradients: Object.fromEntries(Object.entries(gradients).map(([name, nested]) => [name, each(nested)])),
  uncertain: [],
  saturations: [],
});
