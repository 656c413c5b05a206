/**
 * A graph of tensors written out on a tape: every entry is a node of its own, every operation the operations on
 * numbers that it is made of. So the derivatives are those of sixteen operations on numbers, whatever the graph,
 * and neither the rules of `operations` nor those of forward mode have a part in them.
 */

import type { GraphAnswer, GraphNode, GraphProblem, NestedNumbers } from '../../model/graph.ts';
import type { OperationName } from '../../model/operations.ts';
import { backward } from './backward.ts';
import { type Cells, cellAt, nth } from './cells.ts';
import { entrywise } from './entrywise-written-out.ts';
import { moves } from './moves-written-out.ts';
import { add, given } from './record.ts';
import { alongRows } from './rows-written-out.ts';
import { adjointAt, emptyTape, NOBODY, type Place, type Tape, valueAt } from './tape.ts';
import type { WrittenOut } from './written-out.ts';

/** An operation without an entry here does not compile. */
const writtenOut: Readonly<Record<OperationName, WrittenOut>> = { ...entrywise, ...alongRows, ...moves };

const sizesOf = (nested: NestedNumbers): readonly number[] =>
  typeof nested === 'number' ? [] : [nested.length, ...sizesOf(nth(nested, 0))];

const entriesOf = (nested: NestedNumbers): readonly number[] =>
  typeof nested === 'number' ? [nested] : nested.flatMap(entriesOf);

const inputCells = (tape: Tape, nested: NestedNumbers): Cells => {
  return { sizes: sizesOf(nested), places: entriesOf(nested).map((entry) => given(tape, entry)) };
};

/** Nodes of its own for a result, so that what it hands back is not mixed with what its argument gets. */
const ofItsOwn = (tape: Tape, { sizes, places }: Cells, before: Place): Cells => ({
  sizes,
  places: places.map((place) => (place > before ? place : add(tape, place, NOBODY))),
});

const recordNode = (tape: Tape, { op, attributes = {} }: GraphNode, slots: readonly Cells[]): Cells => {
  const before = tape.length;
  return ofItsOwn(tape, writtenOut[op](tape, slots, attributes), before);
};

type CellsByName = ReadonlyMap<string, Cells>;

const named = (cells: CellsByName, name: string): Cells => {
  const found = cells.get(name);
  if (found === undefined) throw new RangeError(`${name}: expected an input or an earlier node, got none`);
  return found;
};

const record = (tape: Tape, { inputs, nodes }: GraphProblem): CellsByName => {
  const cells = new Map<string, Cells>();
  for (const [name, nested] of Object.entries(inputs)) cells.set(name, inputCells(tape, nested));
  for (const node of nodes) {
    const slots = node.args.map((arg) => named(cells, arg));
    cells.set(node.name, recordNode(tape, node, slots));
  }
  return cells;
};

const leastCapacity = 2 ** 10;
const mostCapacity = 2 ** 24;

/** Records on a tape that is large enough. */
const recorded = (
  problem: GraphProblem,
  capacity = leastCapacity,
): { readonly tape: Tape; readonly cells: CellsByName } => {
  const tape = emptyTape(capacity);
  try {
    return { tape, cells: record(tape, problem) };
  } catch (error) {
    if (tape.length < capacity || capacity >= mostCapacity) throw error;
    return recorded(problem, 16 * capacity);
  }
};

const nestedBy = (
  { sizes, ...cells }: Cells,
  numberAt: (place: Place) => number,
  index: readonly number[] = [],
): NestedNumbers => {
  const size = sizes[index.length];
  if (size === undefined) return numberAt(cellAt({ sizes, ...cells }, index));
  return Array.from({ length: size }, (_, next) => nestedBy({ sizes, ...cells }, numberAt, [...index, next]));
};

/** Value and gradients of a problem that was read, in float64; what is not finite stays what IEEE makes of it. */
export const gradientOnTape = (problem: GraphProblem): GraphAnswer => {
  const { tape, cells } = recorded(problem);
  const output = nth(named(cells, problem.output).places, 0);
  backward(tape, output);
  const gradientBy = (name: string) => nestedBy(named(cells, name), (place) => adjointAt(tape, place));
  return {
    value: valueAt(tape, output),
    gradients: Object.fromEntries(problem.wrt.map((name) => [name, gradientBy(name)])),
  };
};
