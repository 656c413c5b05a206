/** Products of vectors and matrices. */

import type { Misfit, ShapeRule } from './shape-rule.ts';
import { misfitArgument, sameShape, shapeIn, showShape } from './shape-rule.ts';

const matrix = (shapes: Parameters<ShapeRule>[0], slot: number): Misfit | readonly [number, number] => {
  const shape = shapeIn(shapes, slot);
  const [rows, columns, more] = shape;
  return rows === undefined || columns === undefined || more !== undefined
    ? misfitArgument(slot, 'a matrix', shape)
    : [rows, columns];
};

const isPair = (result: Misfit | readonly [number, number]): result is readonly [number, number] =>
  Array.isArray(result);

/** [m, k] and [k, n] to [m, n]. */
export const matmul: ShapeRule = (shapes) => {
  const [left, right] = [matrix(shapes, 0), matrix(shapes, 1)];
  if (!isPair(left)) return left;
  if (!isPair(right)) return right;
  return left[1] === right[0]
    ? [left[0], right[1]]
    : misfitArgument(1, `${left[1]} rows, as args[0] has columns`, right);
};

/** Two vectors of equal length to a scalar. */
export const dot: ShapeRule = (shapes) => {
  const [left, right] = [shapeIn(shapes, 0), shapeIn(shapes, 1)];
  if (left.length !== 1) return misfitArgument(0, 'a vector', left);
  return sameShape(left, right) ? [] : misfitArgument(1, `shape ${showShape(left)} as in args[0]`, right);
};

/** x [inputs] or [examples, inputs], W [units, inputs], b [units]. */
export const affine: ShapeRule = (shapes) => {
  const [x, biases] = [shapeIn(shapes, 0), shapeIn(shapes, 2)];
  const weights = matrix(shapes, 1);
  if (x.length !== 1 && x.length !== 2) return misfitArgument(0, 'a vector or a matrix', x);
  if (!isPair(weights)) return weights;
  const [units, inputs] = weights;
  if (x.at(-1) !== inputs) return misfitArgument(1, `${x.at(-1)} columns, as args[0] has inputs`, weights);
  if (!sameShape(biases, [units]))
    return misfitArgument(2, `shape [${units}], one per row of args[1]`, biases);
  return [...x.slice(0, -1), units];
};
