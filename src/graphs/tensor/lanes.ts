/** Lanes: the entries along an axis at fixed indices of the others, or all entries as one lane. */

import { sizeOf } from '../../model/shape-rules/shape-rule.ts';
import type { Shape } from '../../model/tensor.ts';
import { entryAt, type Tensor } from './tensor.ts';

/** Where the lanes of a tensor lie; they are counted in row-major order of the other axes. */
export interface Lanes {
  readonly count: number;
  readonly length: number;
  /** Places between neighbours in a lane. */
  readonly step: number;
}

/** The lanes of a shape along an axis, or all entries as one. */
export const lanesOf = (shape: Shape, axis: number | undefined): Lanes => {
  if (axis === undefined) return { count: 1, length: sizeOf(shape), step: 1 };
  const length = entryAt(shape, axis);
  return { count: sizeOf(shape) / length, length, step: sizeOf(shape.slice(axis + 1)) };
};

/** The place of entry i of a lane. */
export const placeIn = ({ length, step }: Lanes, lane: number, i: number): number =>
  (Math.floor(lane / step) * length + i) * step + (lane % step);

/** The entries of one lane, in order. */
export const laneEntries = <T>({ entries }: Tensor<T>, lanes: Lanes, lane: number): readonly T[] =>
  Array.from({ length: lanes.length }, (_, i) => entryAt(entries, placeIn(lanes, lane, i)));

/** The tensor whose lanes are these lists. */
export const fromLanes = <T>(shape: Shape, lanes: Lanes, lists: readonly (readonly T[])[]): Tensor<T> => {
  const entries = new Array<T>(sizeOf(shape));
  for (const [lane, list] of lists.entries()) {
    for (const [i, entry] of list.entries()) entries[placeIn(lanes, lane, i)] = entry;
  }
  return { shape, entries };
};
