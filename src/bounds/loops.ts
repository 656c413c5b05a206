/**
 * The inner loops: everything that runs once per weight and example. Indexing without a check is
 * theirs alone; the callers have read the first entry of everything that they pass, and rows of a
 * valid problem are equally long.
 */

import type { Vector } from '../model/problem.ts';

/** sum of |row_j| vector_j */
export const magnitudeProduct = (row: Vector, vector: Vector): number => {
  let sum = 0;
  for (let j = 0; j < row.length; j += 1) sum += Math.abs(row[j] as number) * (vector[j] as number);
  return sum;
};

/** sum of row_j vector_j */
export const product = (row: Vector, vector: Vector): number => {
  let sum = 0;
  for (let j = 0; j < row.length; j += 1) sum += (row[j] as number) * (vector[j] as number);
  return sum;
};

/** into_j += row_j factor */
export const addMultiple = (into: Float64Array, row: Vector, factor: number): void => {
  for (let j = 0; j < row.length; j += 1) into[j] = (into[j] as number) + (row[j] as number) * factor;
};

/** into_j += |row_j| factor + constant */
export const addMagnitudes = (into: Float64Array, row: Vector, factor: number, constant: number): void => {
  for (let j = 0; j < row.length; j += 1)
    into[j] = (into[j] as number) + Math.abs(row[j] as number) * factor + constant;
};

/** into_j += first left_j + second right_j */
export const addProducts = (
  into: Float64Array,
  first: number,
  left: Vector,
  second: number,
  right: Vector,
): void => {
  for (let j = 0; j < into.length; j += 1)
    into[j] = (into[j] as number) + first * (left[j] as number) + second * (right[j] as number);
};

/** The same numbers as a list, without an iterator asked for each. */
export const listOf = (vector: Float64Array): number[] => {
  const list: number[] = [];
  for (let j = 0; j < vector.length; j += 1) list.push(vector[j] as number);
  return list;
};
