/** Operations entry by entry: all arguments have one shape, and so has the result. */

import type { Misfit, ShapeRule } from './shape-rule.ts';
import { misfitArgument, sameShape, shapeIn, showShape } from './shape-rule.ts';

/** Nothing is broadcast: that is an operation of its own. */
export const elementwise: ShapeRule = (shapes) => {
  const first = shapeIn(shapes, 0);
  const other = shapes.findIndex((shape) => !sameShape(shape, first));
  return other === -1 ? first : differs(shapes, other);
};

const differs = (shapes: Parameters<ShapeRule>[0], slot: number): Misfit =>
  misfitArgument(slot, `shape ${showShape(shapeIn(shapes, 0))} as in args[0]`, shapeIn(shapes, slot));
