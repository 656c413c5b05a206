/** Numbers so coarse that arithmetic on them rounds nothing, in any order; section 12 of spec/bounds.md. */

import type { Matrix, Vector } from '../model/problem.ts';
import type { RoundedLayer } from './layers.ts';
import type { Rounding } from './rounding.ts';

/** Multiples of 2^exponent of at most this size. */
export interface Grid {
  readonly exponent: number;
  readonly size: number;
}

const mantissaBits = 52;
const smallestExponent = -1074;

/** The largest k for which x is a multiple of 2^k. */
const exponentOf = (x: number): number => {
  if (x === 0) return Number.POSITIVE_INFINITY;
  let exponent = Math.max(smallestExponent, Math.floor(Math.log2(Math.abs(x))) - mantissaBits);
  let multiple = x / 2 ** exponent;
  while (multiple % 2 === 0) {
    multiple /= 2;
    exponent += 1;
  }
  return exponent;
};

/** The coarsest grid that holds all of these numbers. */
export const gridOf = (values: Vector): Grid => ({
  exponent: Math.min(...values.map(exponentOf)),
  size: Math.max(0, ...values.map(Math.abs)),
});

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

const rowSum = (weights: Matrix): number =>
  Math.max(0, ...weights.map((row) => row.reduce((sum, weight) => sum + Math.abs(weight), 0)));

/** Holds every product and partial sum of W a + b, over all pieces. */
export const affineGrid = ({ pieces }: RoundedLayer, inputs: Grid): Grid => {
  const weights = gridOf(pieces.flatMap((piece) => piece.weights.flat()));
  const products = productGrid(weights, inputs);
  const terms = Math.max(...pieces.map((piece) => rowSum(piece.weights))) * inputs.size;
  return sumGrid(
    { exponent: products.exponent, size: terms },
    gridOf(pieces.flatMap(({ biases }) => biases)),
  );
};

/** Holds the activations of a layer whose pre-activations are on the grid; null where g leaves every grid. */
export const activationGrid = ({ activation }: RoundedLayer, z: Grid): Grid | null => {
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
