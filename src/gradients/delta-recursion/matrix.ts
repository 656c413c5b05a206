/** Matrices over any arithmetic: the handful of operations that backpropagation is written in. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Matrix, Vector } from '../../model/problem.ts';

/** The entry at an index that the caller's shapes guarantee; RangeError where they do not. */
export const entry = <V>(values: readonly V[], index: number): V => {
  const value = values[index];
  if (value === undefined) {
    throw new RangeError(`[${index}]: expected an index below ${values.length}, got ${index}`);
  }
  return value;
};

/** Rows become columns: `[i][j]` to `[j][i]`. */
export const transpose = <V>(matrix: readonly (readonly V[])[]): V[][] =>
  entry(matrix, 0).map((_, j) => matrix.map((row) => entry(row, j)));

/** Column j, top to bottom. */
export const columnOf = <V>(matrix: readonly (readonly V[])[], j: number): V[] =>
  matrix.map((row) => entry(row, j));

/** Every column put through a function of columns. */
export const byColumn = <T>(matrix: Matrix<T>, f: (column: Vector<T>, j: number) => Vector<T>): Matrix<T> =>
  transpose(transpose(matrix).map(f));

/** Linear algebra over one arithmetic; matrices are `[row][column]`. */
export interface Matrices<T> {
  /** Each double as a number of the arithmetic. */
  of(matrix: Matrix): Matrix<T>;
  sum(terms: Vector<T>): T;
  dot(left: Vector<T>, right: Vector<T>): T;
  /** The product, m x k by k x n. */
  times(left: Matrix<T>, right: Matrix<T>): Matrix<T>;
  add(left: Matrix<T>, right: Matrix<T>): Matrix<T>;
  /** Entry by entry, Lee's • and Khalid's ⊙. */
  hadamard(left: Matrix<T>, right: Matrix<T>): Matrix<T>;
  /** One vector added to every column. */
  addToColumns(matrix: Matrix<T>, column: Vector<T>): Matrix<T>;
  rowSums(matrix: Matrix<T>): Vector<T>;
  scaled(factor: T, matrix: Matrix<T>): Matrix<T>;
}

export const matricesOver = <T>(arithmetic: Arithmetic<T>): Matrices<T> => {
  const { add, mul } = arithmetic;
  const sum = (terms: Vector<T>) => terms.reduce((total, term) => add(total, term), arithmetic.of(0));
  const dot = (left: Vector<T>, right: Vector<T>) => sum(left.map((x, k) => mul(x, entry(right, k))));
  const entrywise =
    (operation: (x: T, y: T) => T) =>
    (left: Matrix<T>, right: Matrix<T>): Matrix<T> =>
      left.map((row, i) => row.map((x, j) => operation(x, entry(entry(right, i), j))));

  return {
    of: (matrix) => matrix.map((row) => row.map((double) => arithmetic.of(double))),
    sum,
    dot,
    times: (left, right) => {
      const columns = transpose(right);
      return left.map((row) => columns.map((column) => dot(row, column)));
    },
    add: entrywise((x, y) => add(x, y)),
    hadamard: entrywise((x, y) => mul(x, y)),
    addToColumns: (matrix, column) => matrix.map((row, i) => row.map((x) => add(x, entry(column, i)))),
    rowSums: (matrix) => matrix.map(sum),
    scaled: (factor, matrix) => matrix.map((row) => row.map((x) => mul(factor, x))),
  };
};
