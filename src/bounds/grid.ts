/** Numbers so coarse that arithmetic on them rounds nothing, in any order; section 12 of spec/bounds.md. */

import type { Activation, Matrix, Vector } from '../model/problem.ts';
import type { Rounding } from './rounding.ts';

/** Multiples of 2^exponent of at most this size. */
export interface Grid {
  readonly exponent: number;
  readonly size: number;
}

const bits = new DataView(new ArrayBuffer(8));

/** How many zeros an integer that is not 0 ends with, in binary; of its lowest 32 bits. */
const trailingZeros = (integer: number): number => 31 - Math.clz32(integer & -integer);

/** The largest k for which the finite number x is a multiple of 2^k. */
const exponentOf = (x: number): number => {
  if (x === 0) return Number.POSITIVE_INFINITY;
  bits.setFloat64(0, x);
  const [high, low] = [bits.getUint32(0), bits.getUint32(4)];
  const biased = (high >>> 20) & 0x7ff;
  // Normal numbers have a leading bit that is not written down.
  const leading = biased === 0 ? 0 : 0x100000;
  const zeros = low === 0 ? 32 + trailingZeros((high & 0xfffff) | leading) : trailingZeros(low);
  return Math.max(biased, 1) - 1075 + zeros;
};

/** Holds nothing but 0. */
const zeroGrid: Grid = { exponent: Number.POSITIVE_INFINITY, size: 0 };

/** The coarsest grid that holds all numbers of both. */
const joined = (left: Grid, right: Grid): Grid => ({
  exponent: Math.min(left.exponent, right.exponent),
  size: Math.max(left.size, right.size),
});

/** The coarsest grid that holds all of these numbers. */
export const gridOf = (values: Vector): Grid => {
  let [exponent, size] = [zeroGrid.exponent, zeroGrid.size];
  for (const value of values) {
    exponent = Math.min(exponent, exponentOf(value));
    size = Math.max(size, Math.abs(value));
  }
  return { exponent, size };
};

/** True when every multiple of the grid up to its size is a number of this precision. */
export const isExact = ({ exponent, size }: Grid, { unit, smallest }: Rounding): boolean =>
  size === 0 || (2 ** exponent >= smallest && size / 2 ** exponent <= 1 / unit);

/** Holds every product of a number of each. */
const productGrid = (left: Grid, right: Grid): Grid => ({
  exponent: left.exponent + right.exponent,
  size: left.size * right.size,
});

/** Holds every partial sum of the numbers of both, where each counts once. */
export const sumGrid = (left: Grid, right: Grid): Grid => ({
  exponent: Math.min(left.exponent, right.exponent),
  size: left.size + right.size,
});

/** What is the same for every example of the parameters of a layer, over all pieces. */
export interface ParameterGrids {
  readonly weights: Grid;
  readonly biases: Grid;
  /** The largest sum of |weight| over a row. */
  readonly rowSum: number;
}

const rowSum = (row: Vector): number => row.reduce((sum, weight) => sum + Math.abs(weight), 0);

/** The grid that holds all weights of a layer, the one that holds its biases, and the largest sum of a row. */
export const parameterGridsOf = (weights: readonly Matrix[], biases: Matrix): ParameterGrids => {
  const rows = weights.flat();
  return {
    weights: rows.map(gridOf).reduce(joined, zeroGrid),
    biases: biases.map(gridOf).reduce(joined, zeroGrid),
    rowSum: rows.reduce((largest, row) => Math.max(largest, rowSum(row)), 0),
  };
};

/** Holds every product and partial sum of W a + b, over all pieces. */
export const affineGrid = (grids: ParameterGrids, inputs: Grid): Grid => {
  const products = productGrid(grids.weights, inputs);
  return sumGrid({ exponent: products.exponent, size: grids.rowSum * inputs.size }, grids.biases);
};

/** Holds the activations of a layer whose pre-activations are on the grid; null where g leaves every grid. */
export const activationGrid = (activation: Activation, z: Grid): Grid | null => {
  switch (activation.name) {
    case 'identity':
    case 'relu':
    case 'maxout':
      return z;
    case 'leaky-relu':
      return sumGrid(z, productGrid(gridOf([activation.alpha]), z));
    case 'linear':
      return sumGrid(productGrid(gridOf([activation.alpha]), z), gridOf([activation.beta]));
    default:
      return null;
  }
};
