/** Algorithm 2 on a tape. */

import type { Place, Tape } from './tape.ts';

/**
 * Fills the grad table: `adjoints` of every node is the derivative of the output with respect to it, one
 * multiplication per edge, 0 where the output does not depend on it.
 *
 * A node hands its derivative on to what it is computed from, where the text has each node collect from
 * its consumers: the same sum, whose terms stand in the opposite order. A derivative of 0 hands on
 * nothing, so that what the output does not depend on costs nothing and spoils nothing.
 *
 * Source: Srihari, Algorithm 2.
 *
 * @clause TABLE-REVERSE
 * @clause TABLE-COST
 */
export const backward = ({ length, slots, slopes, adjoints }: Tape, output: Place): void => {
  if (!(output > 0 && output <= length))
    throw new RangeError(`tape: expected an output among ${length} nodes, got ${output}`);
  adjoints.fill(0, 0, length + 1);
  adjoints[output] = 1;
  for (let node = output; node > 0; node -= 1) {
    const adjoint = Number(adjoints[node]);
    if (adjoint === 0) continue;
    const first = Number(slots[2 * node]);
    adjoints[first] = Number(adjoints[first]) + adjoint * Number(slopes[2 * node]);
    const second = Number(slots[2 * node + 1]);
    adjoints[second] = Number(adjoints[second]) + adjoint * Number(slopes[2 * node + 1]);
  }
};
