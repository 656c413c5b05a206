/** Places in row-major order, and the indices per axis that they stand for. */

import type { Shape } from '../../model/tensor.ts';
import { entryAt } from './tensor.ts';

/** Places between neighbours along each axis. */
export const strides = (shape: Shape): readonly number[] => {
  const result: number[] = [];
  let step = 1;
  for (const size of shape.toReversed()) {
    result.unshift(step);
    step *= size;
  }
  return result;
};

/** The indices of a place, one per axis. */
export const indicesAt = (shape: Shape, place: number): readonly number[] => {
  let rest = place;
  return strides(shape).map((stride) => {
    const index = Math.floor(rest / stride);
    rest %= stride;
    return index;
  });
};

/** The place of these indices, given the strides of the shape. */
export const placeOf = (steps: readonly number[], indices: readonly number[]): number =>
  indices.reduce((place, index, axis) => place + index * entryAt(steps, axis), 0);
