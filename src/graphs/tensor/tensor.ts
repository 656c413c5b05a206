/** Values of any rank: a shape and the entries in row-major order, the last axis running fastest. */

import type { NestedNumbers } from '../../model/graph.ts';
import { sizeOf } from '../../model/shape-rules/shape-rule.ts';
import type { Shape } from '../../model/tensor.ts';

/** Numbers of one variable. */
export interface Tensor<T> {
  /** Sizes per axis from the outside; `[]` is one number. */
  readonly shape: Shape;
  /** As many as the sizes multiply to. */
  readonly entries: readonly T[];
}

/** The entry at a place in row-major order; throws where there is none. */
export const entryAt = <T>(entries: readonly T[], place: number): T => {
  const entry = entries[place];
  if (entry === undefined) throw new RangeError(`entry ${place} of ${entries.length}`);
  return entry;
};

/** The same number everywhere. */
export const filled = <T>(shape: Shape, entry: T): Tensor<T> => ({
  shape,
  entries: new Array<T>(sizeOf(shape)).fill(entry),
});

/** Entry by entry, from tensors of one shape. */
export const zip = <L, R, T>(left: Tensor<L>, right: Tensor<R>, f: (left: L, right: R) => T): Tensor<T> => ({
  shape: left.shape,
  entries: left.entries.map((entry, place) => f(entry, entryAt(right.entries, place))),
});

/** The same shape, every entry computed from the one there. */
export const mapEntries = <T, U>({ shape, entries }: Tensor<T>, f: (entry: T) => U): Tensor<U> => ({
  shape,
  entries: entries.map((entry) => f(entry)),
});

const isNested = <T>(nested: NestedNumbers<T>): nested is readonly NestedNumbers<T>[] =>
  Array.isArray(nested);

/** Lists of equal length and nesting as a tensor of numbers made from their doubles. */
export const fromNested = <T>(nested: NestedNumbers, of: (double: number) => T): Tensor<T> => {
  const shape: number[] = [];
  for (let first = nested; isNested(first); ) {
    shape.push(first.length);
    first = entryAt(first, 0);
  }
  const entries: T[] = [];
  const collect = (part: NestedNumbers): void => {
    if (isNested(part)) part.forEach(collect);
    else entries.push(of(part));
  };
  collect(nested);
  return { shape, entries };
};

/** A tensor as nested lists; a scalar as itself. */
export const toNested = <T>({ shape, entries }: Tensor<T>): NestedNumbers<T> => {
  const [length, ...inner] = shape;
  if (length === undefined) return entryAt(entries, 0);
  const size = sizeOf(inner);
  return Array.from({ length }, (_, index) =>
    toNested({ shape: inner, entries: entries.slice(index * size, (index + 1) * size) }),
  );
};

/** `[1][0]` for a place in row-major order; empty for a scalar. */
export const indexText = (shape: Shape, place: number): string => {
  const indices: number[] = [];
  let rest = place;
  for (const size of shape.toReversed()) {
    indices.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return indices.map((index) => `[${index}]`).join('');
};
