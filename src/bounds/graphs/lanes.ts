/** Lanes: the entries along an axis at fixed indices of the others, or all entries as one lane. */

import { at } from '../../model/at.ts';
import { sizeOf } from '../../model/shape-rules/shape-rule.ts';
import type { Shape } from '../../model/tensor.ts';

/** The places of every lane's entries; lanes in row-major order of the other axes. */
export const lanesOf = (shape: Shape, axis: number | undefined): readonly (readonly number[])[] => {
  const entries = sizeOf(shape);
  if (axis === undefined) return [Array.from({ length: entries }, (_, place) => place)];
  const length = at(shape, axis);
  const step = sizeOf(shape.slice(axis + 1));
  return Array.from({ length: entries / length }, (_, lane) => {
    const first = Math.floor(lane / step) * step * length + (lane % step);
    return Array.from({ length }, (_entry, k) => first + k * step);
  });
};
