/** An answer as nested lists, as it is written: its shapes tell a mistake in layout, its numbers the rest. */

import { type Part, parts } from '../judge/claim.ts';
import type { Balls } from './fit.ts';
import type { Ball } from './reading/ball.ts';
import type { Prediction } from './reading/reading.ts';

/** Lists inside one another; null where a layer has no biases. */
export type Nested<T> = T | null | readonly Nested<T>[];

/** Every part of a predicted answer; those by layer are a list of one entry each. */
export interface Tree {
  readonly cost: Nested<Ball>;
  readonly outputs: Nested<Ball>;
  readonly deltas: readonly Nested<Ball>[];
  readonly weights: readonly Nested<Ball>[];
  readonly biases: readonly Nested<Ball>[];
  readonly inputs: Nested<Ball>;
}

/** `2x(3x(.))` by part; a part that is not there has none. */
export type Shapes = Readonly<Partial<Record<Part, string>>>;

/** True of anything that has entries. */
export const isList = <T>(nested: Nested<T>): nested is readonly Nested<T>[] => Array.isArray(nested);

/** Lists of one shape once with their count, others one by one; `.` is a number. */
const shapeOf = (nested: unknown): string => {
  if (nested === null) return 'null';
  if (!Array.isArray(nested)) return '.';
  const inner = nested.map(shapeOf);
  return new Set(inner).size === 1 ? `${inner.length}x(${inner[0]})` : `[${inner.join()}]`;
};

/** The shapes of the parts that are there. */
export const shapesOf = (all: Readonly<Partial<Record<Part, unknown>>>): Shapes =>
  Object.fromEntries(parts.flatMap((part) => (all[part] === undefined ? [] : [[part, shapeOf(all[part])]])));

const flat = <T>(nested: Nested<T>): readonly T[] => {
  if (isList(nested)) return nested.flatMap(flat);
  return nested === null ? [] : [nested];
};

/** A layer of one piece is written without the axis of pieces. */
const withoutPieces = (pieces: readonly Nested<Ball>[] | null): Nested<Ball> =>
  pieces?.length === 1 ? (pieces[0] ?? null) : pieces;

/** A prediction as it would be written. */
export const treeOf = ({ cost, outputs, deltas, gradients, inputs }: Prediction): Tree => ({
  cost,
  outputs,
  deltas,
  weights: gradients.map(({ weights }) => withoutPieces(weights)),
  biases: gradients.map(({ biases }) => withoutPieces(biases)),
  inputs,
});

/** Its numbers in the order in which they are written, one list for each part. */
export const ballsOf = (tree: Tree): Balls => ({
  cost: [flat(tree.cost)],
  outputs: [flat(tree.outputs)],
  deltas: [flat(tree.deltas)],
  weights: [flat(tree.weights)],
  biases: [flat(tree.biases)],
  inputs: [flat(tree.inputs)],
});
