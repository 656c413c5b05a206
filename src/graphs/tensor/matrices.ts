/** Matrices as tensors of two axes. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { innerProduct } from './sums.ts';
import { entryAt, type Tensor } from './tensor.ts';

/** The sizes of a matrix. */
const sizesOf = ({ shape }: Tensor<unknown>): readonly [number, number] => [
  entryAt(shape, 0),
  entryAt(shape, 1),
];

/** Rows in order. */
const rowsOf = <T>(matrix: Tensor<T>): readonly (readonly T[])[] => {
  const [rows, columns] = sizesOf(matrix);
  return Array.from({ length: rows }, (_, i) => matrix.entries.slice(i * columns, (i + 1) * columns));
};

/** A'. */
export const transposed = <T>(matrix: Tensor<T>): Tensor<T> => {
  const [rows, columns] = sizesOf(matrix);
  const entries: T[] = [];
  for (let j = 0; j < columns; j += 1) {
    for (let i = 0; i < rows; i += 1) entries.push(entryAt(matrix.entries, i * columns + j));
  }
  return { shape: [columns, rows], entries };
};

/** A B: `[m, n]` for `[m, k]` and `[k, n]`. */
export const product = <T>(arithmetic: Arithmetic<T>, A: Tensor<T>, B: Tensor<T>): Tensor<T> => {
  const columns = rowsOf(transposed(B));
  return {
    shape: [sizesOf(A)[0], columns.length],
    entries: rowsOf(A).flatMap((row) => columns.map((column) => innerProduct(arithmetic, row, column))),
  };
};

/** A vector as a matrix of one row; a matrix as it is. */
export const asRows = <T>({ shape, entries }: Tensor<T>): Tensor<T> => ({
  shape: shape.length === 1 ? [1, ...shape] : shape,
  entries,
});
