/** Operations that move entries and compute nothing: the result's shape stands in the attributes. */

import { at } from '../at.ts';
import { attribute } from '../attributes.ts';
import type { Attributes } from '../operations.ts';
import type { Shape } from '../tensor.ts';
import { axisMisfit } from './lanes.ts';
import type { Misfit, ShapeRule } from './shape-rule.ts';
import { misfitArgument, misfitAttribute, shapeIn, showShape, sizeOf } from './shape-rule.ts';

const list = (numbers: readonly number[]): string => `[${numbers.join(', ')}]`;

const isIncreasing = (axes: readonly number[]): boolean =>
  axes.every((axis, index) => index === 0 || axis > (axes[index - 1] ?? axis));

const broadcastMisfit = (from: Shape, to: Shape, axes: readonly number[]): Misfit | undefined => {
  const wrong = (expected: string): Misfit => misfitAttribute('axes', expected, list(axes));
  if (axes.length !== from.length) return wrong(`${from.length} axes, one per axis of the argument`);
  if (!isIncreasing(axes)) return wrong('increasing axes');
  if (axes.some((axis) => axis >= to.length)) return wrong(`axes of the ${to.length} of the result`);
  const there = axes.map((axis) => at(to, axis));
  return there.join() === from.join()
    ? undefined
    : wrong(`axes of the result with the sizes ${list(from)} of the argument`);
};

/** `shape`; axis i of the argument becomes axis `axes[i]`. */
export const broadcast: ShapeRule = (shapes, attributes) => {
  const shape = attribute(attributes, 'shape');
  return broadcastMisfit(shapeIn(shapes, 0), shape, attribute(attributes, 'axes')) ?? shape;
};

/** `shape`, with as many entries. */
export const reshape: ShapeRule = (shapes, attributes) => {
  const [from, to] = [shapeIn(shapes, 0), attribute(attributes, 'shape')];
  return sizeOf(from) === sizeOf(to)
    ? to
    : misfitAttribute('shape', `${sizeOf(from)} entries, as ${showShape(from)} has`, String(sizeOf(to)));
};

/** The sizes in the order of `axes`. */
export const transpose: ShapeRule = (shapes, attributes) => {
  const [from, axes] = [shapeIn(shapes, 0), attribute(attributes, 'axes')];
  const isPermutation = axes.toSorted((left, right) => left - right).join() === from.map((_, i) => i).join();
  return isPermutation
    ? axes.map((axis) => at(from, axis))
    : misfitAttribute('axes', `a permutation of ${list(from.map((_, i) => i))}`, list(axes));
};

const along = (shape: Shape, axis: number, size: number): Shape => shape.with(axis, size);

/** Sizes that differ at most along the axis; there their sum. */
export const concat: ShapeRule = (shapes, attributes) => {
  const [first, axis] = [shapeIn(shapes, 0), attribute(attributes, 'axis')];
  const wrongAxis = axisMisfit(first, axis);
  if (wrongAxis !== undefined) return wrongAxis;
  const other = shapes.findIndex(
    (shape) => shape.length !== first.length || along(shape, axis, 0).join() !== along(first, axis, 0).join(),
  );
  if (other !== -1)
    return misfitArgument(
      other,
      `shape ${showShape(first)} except along axis ${axis}`,
      shapeIn(shapes, other),
    );
  const sizes = shapes.map((shape) => at(shape, axis));
  return along(
    first,
    axis,
    sizes.reduce((total, size) => total + size, 0),
  );
};

const sliceMisfit = (size: number, { start = 0, stop = 0 }: Attributes): Misfit | undefined => {
  if (start >= size) return misfitAttribute('start', `an entry from 0 to ${size - 1}`, String(start));
  if (stop <= start || stop > size)
    return misfitAttribute('stop', `a number from ${start + 1} to ${size}`, String(stop));
  return undefined;
};

/** stop - start entries along the axis. */
export const slice: ShapeRule = (shapes, attributes) => {
  const [from, axis] = [shapeIn(shapes, 0), attribute(attributes, 'axis')];
  const [start, stop] = [attribute(attributes, 'start'), attribute(attributes, 'stop')];
  const wrongAxis = axisMisfit(from, axis);
  if (wrongAxis !== undefined) return wrongAxis;
  return sliceMisfit(at(from, axis), { start, stop }) ?? along(from, axis, stop - start);
};
