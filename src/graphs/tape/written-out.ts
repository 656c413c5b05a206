/** How an operation on tensors is written out in operations on numbers, which a tape records. */

import type { Attributes } from '../../model/operations.ts';
import type { Cells } from './cells.ts';
import { add, given } from './record.ts';
import type { Place, Tape } from './tape.ts';

/** Records an operation and says where its result stands. */
export type WrittenOut = (tape: Tape, slots: readonly Cells[], attributes: Attributes) => Cells;

/** The sum of nodes from left to right; a node with value 0 for none. */
export const sumOf = (tape: Tape, [first, ...rest]: readonly Place[]): Place =>
  first === undefined ? given(tape, 0) : rest.reduce((sum, term) => add(tape, sum, term), first);
