/** Matrices over any arithmetic: the handful of operations that backpropagation is written in. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Matrix, Vector } from '../../model/problem.ts';

const missing = (index: number, length: number): never => {
  throw new RangeError(`[${index}]: expected an index below ${length}, got ${index}`);
};

/** The entry at an index that the caller's shapes guarantee; RangeError where they do not. */
export const entry = <V>(values: readonly V[], index: number): V => {
  const value = values[index];
  return value === undefined ? missing(index, values.length) : value;
};

// As `entry`: with one accessor for all, the engine would no longer know which arrays hold numbers.

const numberAt = <V>(numbers: readonly V[], index: number): V => {
  const number = numbers[index];
  return number === undefined ? missing(index, numbers.length) : number;
};

const rowAt = <V>(rows: readonly (readonly V[])[], index: number): readonly V[] =>
  rows[index] ?? missing(index, rows.length);

/** Rows become columns: `[i][j]` to `[j][i]`. */
export const transpose = <V>(matrix: readonly (readonly V[])[]): V[][] =>
  rowAt(matrix, 0).map((_, j) => matrix.map((row) => numberAt(row, j)));

/** Column j, top to bottom. */
export const columnOf = <V>(matrix: readonly (readonly V[])[], j: number): V[] =>
  matrix.map((row) => numberAt(row, j));

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

/** The operations over one arithmetic. */
export const matricesOver = <T>(arithmetic: Arithmetic<T>): Matrices<T> => {
  const { add, mul } = arithmetic;
  const sum = (terms: Vector<T>) => terms.reduce((total, term) => add(total, term), arithmetic.of(0));
  /** The sum of row[k] right[k][j], in place: copies of columns would take longer than the sums. */
  const timesColumn = (row: Vector<T>, right: Matrix<T>, j: number): T => {
    let total = arithmetic.of(0);
    for (let k = 0; k < row.length; k += 1)
      total = add(total, mul(numberAt(row, k), numberAt(rowAt(right, k), j)));
    return total;
  };
  const dot = (left: Vector<T>, right: Vector<T>) => sum(left.map((x, k) => mul(x, numberAt(right, k))));
  const entrywise =
    (operation: (x: T, y: T) => T) =>
    (left: Matrix<T>, right: Matrix<T>): Matrix<T> =>
      left.map((row, i) => row.map((x, j) => operation(x, numberAt(rowAt(right, i), j))));

  return {
    of: (matrix) => matrix.map((row) => row.map((double) => arithmetic.of(double))),
    sum,
    dot,
    times: (left, right) => left.map((row) => rowAt(right, 0).map((_, j) => timesColumn(row, right, j))),
    add: entrywise((x, y) => add(x, y)),
    hadamard: entrywise((x, y) => mul(x, y)),
    addToColumns: (matrix, column) => matrix.map((row, i) => row.map((x) => add(x, entry(column, i)))),
    rowSums: (matrix) => matrix.map(sum),
    scaled: (factor, matrix) => matrix.map((row) => row.map((x) => mul(factor, x))),
  };
};
