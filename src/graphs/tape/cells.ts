/** Tensors on a tape: one node per entry, in row-major order. */

import type { Place } from './tape.ts';

/** The nodes of a variable. */
export interface Cells {
  /** Sizes per axis from the outside; `[]` is one node. */
  readonly sizes: readonly number[];
  readonly places: readonly Place[];
}

/** Indices of every entry, the last axis running fastest. */
export const indicesOf = (sizes: readonly number[]): readonly (readonly number[])[] => {
  const [size, ...inner] = sizes;
  if (size === undefined) return [[]];
  const rest = indicesOf(inner);
  return Array.from({ length: size }).flatMap((_, first) => rest.map((index) => [first, ...index]));
};

/** One of a list; throws where there is none. */
export const nth = <N>(list: readonly N[], index: number): N => {
  const found = list.at(index);
  if (found === undefined || index < 0) throw new RangeError(`tape: item ${index} of ${list.length}`);
  return found;
};

/** The node at these indices. */
export const cellAt = ({ sizes, places }: Cells, index: readonly number[]): Place => {
  let place = 0;
  for (const [axis, size] of sizes.entries()) place = place * size + nth(index, axis);
  return nth(places, place);
};

/** Cells whose node at each index is picked by it. */
export const cellsBy = (sizes: readonly number[], pick: (index: readonly number[]) => Place): Cells => ({
  sizes,
  places: indicesOf(sizes).map(pick),
});

/** Nodes along an axis, or all of them, for each index of the other axes. */
export const rowsAlong = (cells: Cells, axis: number | undefined): readonly (readonly Place[])[] => {
  if (axis === undefined) return [cells.places];
  const along = Array.from({ length: nth(cells.sizes, axis) }, (_, k) => k);
  return indicesOf(cells.sizes.toSpliced(axis, 1)).map((index) =>
    along.map((k) => cellAt(cells, index.toSpliced(axis, 0, k))),
  );
};

/** The cells whose rows along the axis are these. */
export const fromRows = (
  sizes: readonly number[],
  axis: number | undefined,
  rows: readonly (readonly Place[])[],
): Cells => {
  if (axis === undefined) return { sizes, places: nth(rows, 0) };
  const others: Cells = { sizes: sizes.toSpliced(axis, 1), places: rows.map((_, row) => row) };
  return cellsBy(sizes, (index) =>
    nth(nth(rows, cellAt(others, index.toSpliced(axis, 1))), nth(index, axis)),
  );
};
