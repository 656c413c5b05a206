/** Operations along lanes: the entries along an axis, or all entries where no axis is given. */

import { attribute } from '../attributes.ts';
import type { Attributes } from '../operations.ts';
import type { Shape } from '../tensor.ts';
import { elementwise } from './elementwise.ts';
import type { Misfit, ShapeRule } from './shape-rule.ts';
import { isMisfit, misfitAttribute, shapeIn, sizeOf } from './shape-rule.ts';

/** What is wrong with the axis, if anything. */
export const axisMisfit = (shape: Shape, axis: number): Misfit | undefined =>
  axis < shape.length
    ? undefined
    : misfitAttribute('axis', `an axis of ${shape.length}, counted from 0`, String(axis));

/** How many entries a lane has. */
const laneLength = (shape: Shape, { axis }: Attributes): number =>
  axis === undefined ? sizeOf(shape) : (shape[axis] ?? 0);

/** The result of one number per lane. */
const reduced = (shape: Shape, { axis }: Attributes): Shape =>
  axis === undefined ? [] : shape.toSpliced(axis, 1);

const withAxis = (shape: Shape, attributes: Attributes, result: Shape): Shape | Misfit =>
  (attributes.axis === undefined ? undefined : axisMisfit(shape, attributes.axis)) ?? result;

/** One number per lane; all arguments have one shape. */
export const reduction: ShapeRule = (shapes, attributes) => {
  const shape = elementwise(shapes, attributes);
  return isMisfit(shape) ? shape : withAxis(shape, attributes, reduced(shape, attributes));
};

/** As many entries as before, computed lane by lane. */
export const lanewise: ShapeRule = (shapes, attributes) => {
  const shape = shapeIn(shapes, 0);
  return withAxis(shape, attributes, shape);
};

const classesMisfit = (shape: Shape, attributes: Attributes): Misfit | undefined => {
  const classes = attribute(attributes, 'classes');
  const length = laneLength(shape, attributes);
  const lanes = sizeOf(shape) / length;
  if (classes.length !== lanes)
    return misfitAttribute('classes', `${lanes} classes, one per lane`, String(classes.length));
  const outside = classes.find((index) => index >= length);
  return outside === undefined
    ? undefined
    : misfitAttribute('classes', `classes from 0 to ${length - 1}`, String(outside));
};

/** One number per lane of at least 2 entries, and a class for each. */
export const hinge: ShapeRule = (shapes, attributes) => {
  const result = reduction(shapes, attributes);
  if (isMisfit(result)) return result;
  const shape = shapeIn(shapes, 0);
  const length = laneLength(shape, attributes);
  if (length < 2) return { at: ['args', 0], expected: 'lanes of at least 2 entries', got: String(length) };
  return classesMisfit(shape, attributes) ?? result;
};
