/**
 * Recording: a node has its value, and its slopes, as soon as it exists. The same node may fill both slots
 * of an operation, each with a derivative of its own.
 *
 * Every operation is a function of its own down to its rule: through one function that is handed the
 * operation, recording takes twice as long.
 */

import * as rules from './rules.ts';
import { append, NOBODY, type Place, type Tape, valueAt, write } from './tape.ts';

/** A node with this value. */
export const given = (tape: Tape, value: number): Place =>
  write(tape, append(tape, 0, NOBODY, NOBODY), value, 0, 0);

/** x + y. */
export const add = (tape: Tape, x: Place, y: Place): Place =>
  rules.add(tape, append(tape, 1, x, y), valueAt(tape, x), valueAt(tape, y));

/** x - y. */
export const sub = (tape: Tape, x: Place, y: Place): Place =>
  rules.sub(tape, append(tape, 2, x, y), valueAt(tape, x), valueAt(tape, y));

/** x y. */
export const mul = (tape: Tape, x: Place, y: Place): Place =>
  rules.mul(tape, append(tape, 3, x, y), valueAt(tape, x), valueAt(tape, y));

/** x / y. */
export const div = (tape: Tape, x: Place, y: Place): Place =>
  rules.div(tape, append(tape, 4, x, y), valueAt(tape, x), valueAt(tape, y));

/** The larger of two. */
export const maximum = (tape: Tape, x: Place, y: Place): Place =>
  rules.maximum(tape, append(tape, 5, x, y), valueAt(tape, x), valueAt(tape, y));

/** The smaller of two. */
export const minimum = (tape: Tape, x: Place, y: Place): Place =>
  rules.minimum(tape, append(tape, 6, x, y), valueAt(tape, x), valueAt(tape, y));

/** -x. */
export const neg = (tape: Tape, x: Place): Place =>
  rules.neg(tape, append(tape, 7, x, NOBODY), valueAt(tape, x), 0);

/** 1 / x. */
export const reciprocal = (tape: Tape, x: Place): Place =>
  rules.reciprocal(tape, append(tape, 8, x, NOBODY), valueAt(tape, x), 0);

/** x^2. */
export const square = (tape: Tape, x: Place): Place =>
  rules.square(tape, append(tape, 9, x, NOBODY), valueAt(tape, x), 0);

/** The square root. */
export const sqrt = (tape: Tape, x: Place): Place =>
  rules.sqrt(tape, append(tape, 10, x, NOBODY), valueAt(tape, x), 0);

/** e^x. */
export const exp = (tape: Tape, x: Place): Place =>
  rules.exp(tape, append(tape, 11, x, NOBODY), valueAt(tape, x), 0);

/** The natural logarithm. */
export const log = (tape: Tape, x: Place): Place =>
  rules.log(tape, append(tape, 12, x, NOBODY), valueAt(tape, x), 0);

/** The hyperbolic tangent. */
export const tanh = (tape: Tape, x: Place): Place =>
  rules.tanh(tape, append(tape, 13, x, NOBODY), valueAt(tape, x), 0);

/** 1 / (1 + e^-x). */
export const sigmoid = (tape: Tape, x: Place): Place =>
  rules.sigmoid(tape, append(tape, 14, x, NOBODY), valueAt(tape, x), 0);

/** max(x, 0). */
export const relu = (tape: Tape, x: Place): Place =>
  rules.relu(tape, append(tape, 15, x, NOBODY), valueAt(tape, x), 0);
