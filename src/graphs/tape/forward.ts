/** Algorithm 1 on a tape that is recorded: the same graph at other values. */

import * as rules from './rules.ts';
import { inSlot, type Place, type Tape, valueAt } from './tape.ts';

/** By the codes with which `record.ts` appends; a node that was given keeps its value. */
const ruleByCode: readonly rules.Rule[] = [
  (_, node) => node,
  rules.add,
  rules.sub,
  rules.mul,
  rules.div,
  rules.maximum,
  rules.minimum,
  rules.neg,
  rules.reciprocal,
  rules.square,
  rules.sqrt,
  rules.exp,
  rules.log,
  rules.tanh,
  rules.sigmoid,
  rules.relu,
];

/** Gives a node another value that was given one; `forward` then brings up to date what depends on it. */
export const setGiven = (tape: Tape, node: Place, value: number): void => {
  if (!(node > 0 && node <= tape.length && tape.codes[node] === 0))
    throw new RangeError(`tape: expected a given node, got ${node}`);
  tape.values[node] = value;
};

/**
 * u^(i) = f^(i)(A^(i)) for every i in order, from the values that are given.
 *
 * Source: Srihari, Algorithm 1.
 *
 * @clause GRAPH-ORDER
 */
export const forward = (tape: Tape): void => {
  const { codes, length } = tape;
  for (let node = 1; node <= length; node += 1) {
    const x = valueAt(tape, inSlot(tape, node, 0));
    const y = valueAt(tape, inSlot(tape, node, 1));
    ruleByCode[Number(codes[node])]?.(tape, node, x, y);
  }
};
