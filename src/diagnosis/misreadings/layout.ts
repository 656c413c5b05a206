/** Matrices laid out otherwise than they are meant. */

import type { Matrix } from '../../model/problem.ts';

const isSquare = (matrix: readonly (readonly unknown[])[]): boolean =>
  matrix.every((row) => row.length === matrix.length);

const columnCount = (matrix: readonly (readonly unknown[])[]): number => (matrix[0] ?? []).length;

const rowsOf = <T>(flat: readonly T[], rows: number, columns: number): readonly (readonly T[])[] =>
  Array.from({ length: rows }, (_, i) => flat.slice(i * columns, (i + 1) * columns));

const columnsOf = <T>(matrix: readonly (readonly T[])[]): readonly (readonly T[])[] =>
  Array.from({ length: columnCount(matrix) }, (_, j) => matrix.flatMap((row) => row.slice(j, j + 1)));

/** Transposed where the shape does not show it; else as it is. */
export const transposedIfSquare = <T>(matrix: readonly (readonly T[])[]): readonly (readonly T[])[] =>
  isSquare(matrix) ? columnsOf(matrix) : matrix;

/** The numbers row by row, taken for those of a matrix of the same shape column by column. */
export const columnMajor = (matrix: Matrix): Matrix => {
  const [rows, columns] = [matrix.length, columnCount(matrix)];
  return columnsOf(rowsOf(matrix.flat(), columns, rows));
};

/** The transposed matrix's numbers row by row, in the shape of the matrix: what column order leaves behind. */
export const writtenByColumns = <T>(matrix: readonly (readonly T[])[]): readonly (readonly T[])[] =>
  rowsOf(columnsOf(matrix).flat(), matrix.length, columnCount(matrix));
