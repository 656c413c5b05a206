/** What a shape rule is, and how it says what does not fit. */

import type { Attributes } from '../operations.ts';
import type { Path } from '../path.ts';
import type { Shape } from '../tensor.ts';

/** What does not fit, at a path from the node on: `['args', 1]`. */
export interface Misfit {
  readonly at: Path;
  readonly expected: string;
  readonly got: string;
}

/** Shapes of the arguments, in the order of the slots, to the shape of the result. */
export type ShapeRule = (shapes: readonly Shape[], attributes: Attributes) => Shape | Misfit;

/** True where arguments and attributes do not fit. */
export const isMisfit = (result: Shape | Misfit): result is Misfit => !Array.isArray(result);

/** `[2, 3]`, or `[] (a scalar)`. */
export const showShape = (shape: Shape): string =>
  shape.length === 0 ? '[] (a scalar)' : `[${shape.join(', ')}]`;

/** How many entries a tensor of this shape has. */
export const sizeOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);

/** True where both have the same sizes, axis by axis. */
export const sameShape = (left: Shape, right: Shape): boolean =>
  left.length === right.length && left.every((size, axis) => size === right[axis]);

/** The argument in this slot has another shape than it needs. */
export const misfitArgument = (slot: number, expected: string, got: Shape): Misfit => ({
  at: ['args', slot],
  expected,
  got: showShape(got),
});

/** An attribute does not fit the shapes. */
export const misfitAttribute = (name: string, expected: string, got: string): Misfit => ({
  at: ['attributes', name],
  expected,
  got,
});

/** The shape in a slot; throws where there is none: the reader checks arities first. */
export const shapeIn = (shapes: readonly Shape[], slot: number): Shape => {
  const shape = shapes[slot];
  if (shape === undefined) throw new RangeError(`args[${slot}]: expected a shape, got nothing`);
  return shape;
};
