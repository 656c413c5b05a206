/** Arrays of any rank as a shape and their entries in row-major order. */

import type { NestedNumbers } from '../../model/graph.ts';

/** Sizes per axis from the outside; a scalar has none. */
export type Sizes = readonly number[];

/** An array of any rank; the last axis runs fastest. */
export interface EntryArray<N> {
  readonly sizes: Sizes;
  readonly entries: readonly N[];
}

/** One number. */
export const scalar = <N>(entry: N): EntryArray<N> => ({ sizes: [], entries: [entry] });

/** The entry at an index, which throws RangeError when there is none. */
export const entryAt = <N>(entries: readonly N[], index: number): N => {
  const entry = entries[index];
  if (entry === undefined)
    throw new RangeError(`entry ${index}: expected one of ${entries.length}, got none`);
  return entry;
};

const sizeOf = (sizes: Sizes): number => sizes.reduce((product, size) => product * size, 1);

const sizesOf = (nested: NestedNumbers): Sizes =>
  typeof nested === 'number' ? [] : [nested.length, ...sizesOf(entryAt(nested, 0))];

const flat = (nested: NestedNumbers): readonly number[] =>
  typeof nested === 'number' ? [nested] : nested.flatMap(flat);

/** Nested lists of doubles as an array, each double turned into a number by `of`. */
export const fromNested = <N>(nested: NestedNumbers, of: (double: number) => N): EntryArray<N> => ({
  sizes: sizesOf(nested),
  entries: flat(nested).map(of),
});

/** Entries in row-major order as nested lists. */
export const toNested = <N>({ sizes, entries }: EntryArray<N>): NestedNumbers<N> => {
  const [size, ...inner] = sizes;
  if (size === undefined) return entryAt(entries, 0);
  const stride = sizeOf(inner);
  return Array.from({ length: size }, (_, index) =>
    toNested({ sizes: inner, entries: entries.slice(index * stride, (index + 1) * stride) }),
  );
};

/** Every index of an array of these sizes, in row-major order. */
const indicesOf = (sizes: Sizes): readonly (readonly number[])[] =>
  sizes.reduce<readonly (readonly number[])[]>(
    (indices, size) =>
      indices.flatMap((index) => Array.from({ length: size }, (_, last) => [...index, last])),
    [[]],
  );

/** The place of an index among the entries. */
export const placeOf = (sizes: Sizes, index: readonly number[]): number =>
  sizes.reduce((place, size, axis) => place * size + entryAt(index, axis), 0);

/** The array whose entry at each index is `pick` of that index. */
export const arrayBy = <N>(sizes: Sizes, pick: (index: readonly number[]) => N): EntryArray<N> => ({
  sizes,
  entries: indicesOf(sizes).map(pick),
});

/** An array cut into lanes along an axis. */
export interface Lanes<N> {
  /** Sizes of the axes that are left, in whose row-major order the lanes stand. */
  readonly rest: Sizes;
  readonly lanes: readonly (readonly N[])[];
}

/** The entries along an axis, for each index of the other axes; without an axis all entries are one lane. */
export const lanesOf = <N>({ sizes, entries }: EntryArray<N>, axis: number | undefined): Lanes<N> => {
  if (axis === undefined) return { rest: [], lanes: [entries] };
  const rest = sizes.toSpliced(axis, 1);
  const length = entryAt(sizes, axis);
  const lanes = indicesOf(rest).map((index) =>
    Array.from({ length }, (_, k) => entryAt(entries, placeOf(sizes, index.toSpliced(axis, 0, k)))),
  );
  return { rest, lanes };
};

/** The array that has these lanes along the axis: the opposite of `lanesOf`. */
export const fromLanes = <N>(
  sizes: Sizes,
  axis: number | undefined,
  lanes: readonly (readonly N[])[],
): EntryArray<N> => {
  if (axis === undefined) return { sizes, entries: entryAt(lanes, 0) };
  const rest = sizes.toSpliced(axis, 1);
  return arrayBy(sizes, (index) =>
    entryAt(entryAt(lanes, placeOf(rest, index.toSpliced(axis, 1))), entryAt(index, axis)),
  );
};
