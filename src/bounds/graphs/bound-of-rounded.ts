/** The bounds of an exact answer that was rounded to doubles. */

import type { GraphAnswer } from '../../model/graph.ts';
import { mapGraphAnswer } from '../../model/graph-numbers.ts';
import type { GraphBounds } from './bound-graph-answer.ts';
import { boundOfRadii } from './bound-of-radii.ts';

const unitRoundoff = 2 ** -53;

/** Half the distance to the next double, of subnormal ones too. */
const roundingOf = (value: number): number => Math.abs(value) * unitRoundoff + Number.MIN_VALUE;

/** How far each number may be from the exact one that it was rounded from. */
export const boundOfRounded = (answer: GraphAnswer): GraphBounds =>
  boundOfRadii(mapGraphAnswer(answer, roundingOf));
