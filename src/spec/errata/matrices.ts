/** Matrices as a document's formulas have them: `[row][column]`, shapes to the letter, nothing broadcast. */

import type { Matrix, Vector } from '../../model/problem.ts';

const shapeOf = (matrix: Matrix): string => `${matrix.length}x${matrix[0]?.length ?? 0}`;

/** The entry in a row and column, counted from 0; throws RangeError where there is none. */
export const entry = (matrix: Matrix, row: number, column: number): number => {
  const found = matrix[row]?.[column];
  if (found === undefined)
    throw new RangeError(`expected an entry [${row}][${column}] of ${shapeOf(matrix)}`);
  return found;
};

/** A vector as a matrix of one column. */
export const column = (vector: Vector): Matrix => vector.map((component) => [component]);

/** Rows as columns. */
export const transpose = (matrix: Matrix): Matrix =>
  (matrix[0] ?? []).map((_, j) => matrix.map((__, i) => entry(matrix, i, j)));

/** The matrix product; throws RangeError where the shapes do not fit. */
export const multiply = (left: Matrix, right: Matrix): Matrix => {
  if (left[0]?.length !== right.length)
    throw new RangeError(`cannot multiply ${shapeOf(left)} by ${shapeOf(right)}`);
  return left.map((row, i) =>
    (right[0] ?? []).map((_, j) =>
      row.reduce((sum, __, k) => sum + entry(left, i, k) * entry(right, k, j), 0),
    ),
  );
};

const entrywise =
  (operation: (x: number, y: number) => number, refusal: (left: string, right: string) => string) =>
  (left: Matrix, right: Matrix): Matrix => {
    if (shapeOf(left) !== shapeOf(right)) throw new RangeError(refusal(shapeOf(left), shapeOf(right)));
    return left.map((row, i) => row.map((x, j) => operation(x, entry(right, i, j))));
  };

/** The sum of two matrices; throws RangeError where the shapes differ. */
export const add = entrywise(
  (x, y) => x + y,
  (left, right) => `cannot add ${right} to ${left}`,
);

/** The product of two matrices element by element; throws RangeError where the shapes differ. */
export const timesEach = entrywise(
  (x, y) => x * y,
  (left, right) => `cannot multiply ${left} by ${right} element by element`,
);

/** A function of every entry. */
export const mapEntries = (matrix: Matrix, f: (x: number) => number): Matrix =>
  matrix.map((row) => row.map(f));

/** The matrix as the gradient of another; throws RangeError where the shapes differ. */
export const asGradientOf = (variable: Matrix, gradient: Matrix): Matrix => {
  if (shapeOf(variable) === shapeOf(gradient)) return gradient;
  throw new RangeError(`expected a gradient of ${shapeOf(variable)}, got ${shapeOf(gradient)}`);
};
