/** The bounds of an exact answer that was rounded to doubles. */

import type { GraphAnswer, NestedNumbers } from '../../model/graph.ts';
import type { GraphBounds } from './bound-graph-answer.ts';
import { boundOfRadii } from './bound-of-radii.ts';

const unitRoundoff = 2 ** -53;

/** Half the distance to the next double, of subnormal ones too. */
const roundingOf = (value: number): number => Math.abs(value) * unitRoundoff + Number.MIN_VALUE;

const each = (nested: NestedNumbers): NestedNumbers =>
  typeof nested === 'number' ? roundingOf(nested) : nested.map(each);

/** How far each number may be from the exact one that it was rounded from. */
export const boundOfRounded = ({ value, gradients }: GraphAnswer): GraphBounds =>
  boundOfRadii({
    value: roundingOf(value),
    gradients: Object.fromEntries(Object.entries(gradients).map(([name, nested]) => [name, each(nested)])),
  });
