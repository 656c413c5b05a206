/**
 * A graph of scalars in typed arrays, as fast reverse mode wants it: what a node is computed from, its value
 * and its local derivatives stand in arrays of doubles and integers, one row per node in topological order.
 *
 * In float64 only and without a word on what goes wrong: a value or a derivative that is not finite stays
 * what IEEE arithmetic makes of it. The readable form, in any arithmetic, is `src/graphs/table`.
 */

/** A node's row, from 1; whatever it is computed from stands in earlier rows. */
export type Place = number;

/** Slots of a node: no operation of a tape has more. */
const SLOTS = 2;

/**
 * What fills a slot that an operation does not have: row 0, which is no node. Derivatives are handed on to
 * it like to any other, so that no edge needs a question; nobody reads them.
 */
export const NOBODY = 0;

/** Room for `capacity` nodes, of which there are `length`. */
export interface Tape {
  readonly capacity: number;
  length: number;
  /** The operation of each node by its code, `[node]`; 0 where the value is given. */
  readonly codes: Uint8Array;
  /** Places, `[node][slot]`. */
  readonly slots: Int32Array;
  /** `[node]` */
  readonly values: Float64Array;
  /** Local derivatives, of a node with respect to what fills its slot, `[node][slot]`. */
  readonly slopes: Float64Array;
  /** The grad table: derivatives of the output that was asked for last, `[node]`. */
  readonly adjoints: Float64Array;
}

/** A tape without nodes; nothing that is done with it later allocates. */
export const emptyTape = (capacity: number): Tape => {
  const rows = capacity + 1;
  return {
    capacity,
    length: 0,
    codes: new Uint8Array(rows),
    slots: new Int32Array(SLOTS * rows),
    values: new Float64Array(rows),
    slopes: new Float64Array(SLOTS * rows),
    adjoints: new Float64Array(rows),
  };
};

/** Forgets all nodes, so that another graph can be recorded in the same arrays. */
export const clear = (tape: Tape): void => {
  tape.length = 0;
};

/** Bytes that a row takes in all arrays together. */
export const bytesPerNode = ({ capacity, codes, slots, values, slopes, adjoints }: Tape): number =>
  [codes, slots, values, slopes, adjoints].reduce((sum, { byteLength }) => sum + byteLength, 0) /
  (capacity + 1);

/** Out of `append`, which is compiled into every operation and must be small. */
const refuse = (capacity: number, node: Place, first: Place, second: Place): never => {
  if (node > capacity) throw new RangeError(`tape: expected at most ${capacity} nodes, got one more`);
  const unknown = first < node ? second : first;
  throw new RangeError(`tape: expected one of ${node - 1} nodes, got ${unknown}`);
};

/** Appends a node whose slots are filled; its value and slopes are still to be written. */
export const append = (tape: Tape, code: number, first: Place, second: Place): Place => {
  const { capacity, slots } = tape;
  const node = tape.length + 1;
  if (!(node <= capacity && first < node && second < node)) refuse(capacity, node, first, second);
  tape.length = node;
  tape.codes[node] = code;
  slots[SLOTS * node] = first;
  slots[SLOTS * node + 1] = second;
  return node;
};

/** What fills a slot. */
export const inSlot = ({ slots }: Tape, node: Place, slot: 0 | 1): Place =>
  Number(slots[SLOTS * node + slot]);

/** Writes a value and the derivatives by both slots, 0 where there is none; returns the node. */
export const write = (
  { values, slopes }: Tape,
  node: Place,
  value: number,
  first: number,
  second: number,
): Place => {
  values[node] = value;
  slopes[SLOTS * node] = first;
  slopes[SLOTS * node + 1] = second;
  return node;
};

/** The value of a node. */
export const valueAt = ({ values }: Tape, node: Place): number => Number(values[node]);

/** The derivative, with respect to a node, of the output that `backward` was asked for last. */
export const adjointAt = ({ adjoints }: Tape, node: Place): number => Number(adjoints[node]);
