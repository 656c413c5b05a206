/** The bounds of an answer whose own operations have proved how far each number may be from the exact one. */

import type { GraphAnswer } from '../../model/graph.ts';
import { mapGraphAnswer } from '../../model/graph-numbers.ts';
import { derived } from '../finish.ts';
import type { GraphBounds } from './bound-graph-answer.ts';

/** A radius in the place of each number. */
export type GraphRadii = Pick<GraphAnswer, 'value' | 'gradients'>;

/** The radii as bounds. */
export const boundOfRadii = (radii: GraphRadii): GraphBounds => ({
  ...mapGraphAnswer(radii, derived),
  uncertain: [],
  saturations: [],
});
