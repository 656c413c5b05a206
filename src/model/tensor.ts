/** Nested lists of numbers against the shape they must have. Axes are ordered from the outside. */

import type { Defect } from './defect.ts';
import { defectAt } from './defect.ts';
import type { Path } from './path.ts';

/** What stands where a number should. */
export interface NotNumber {
  readonly kind: 'null' | 'nothing' | 'other';
  readonly got: string;
}

/** Nested lists whose entries are numbers, or notes on what is there instead. */
export type Tensor = number | NotNumber | readonly Tensor[];

/** Sizes per axis; `[]` is one number. */
export type Shape = readonly number[];

/** A defect of a tensor with the code that names its sort. */
export interface TensorDefect extends Defect {
  readonly code: 'SHAPE' | 'MISSING' | 'NOT-A-NUMBER';
}

const nouns = ['number', 'row', 'matrix', 'entry'];

/** `2 numbers`, `1 row`: so many entries, named by the axes inside each. */
const count = (size: number, innerAxes: number): string => {
  const noun = nouns[Math.min(innerAxes, nouns.length - 1)] ?? 'entry';
  const plural = noun === 'matrix' ? 'matrices' : noun === 'entry' ? 'entries' : `${noun}s`;
  return `${size} ${size === 1 ? noun : plural}`;
};

/** True of anything that has entries. */
export const isList = (tensor: Tensor): tensor is readonly Tensor[] => Array.isArray(tensor);

const isNumber = (tensor: Tensor): tensor is number => typeof tensor === 'number';

/** Sizes per axis of a tensor that is rectangular and not made of gaps alone, else undefined. */
export const shapeOf = (tensor: Tensor): Shape | undefined => {
  if (typeof tensor === 'number') return [];
  if (!isList(tensor)) return undefined;
  if (tensor.every((entry) => !isList(entry))) {
    return tensor.length === 0 || tensor.some(isNumber) ? [tensor.length] : undefined;
  }
  const shapes = tensor.map(shapeOf);
  const [first] = shapes;
  if (first === undefined || shapes.some((shape) => shape?.join() !== first.join())) return undefined;
  return [tensor.length, ...first];
};

const size = (shape: Shape): number => shape.reduce((product, axis) => product * axis, 1);

const sorted = (shape: Shape): string => shape.toSorted((left, right) => left - right).join();

/** `3x2`, `2 numbers` */
export const sizes = (shape: Shape): string => (shape.length === 1 ? count(size(shape), 0) : shape.join('x'));

const guess = (got: Shape, expected: Shape): string => {
  if (got.length === expected.length && sorted(got) === sorted(expected)) {
    return got.length === 2 ? ': it looks transposed' : ': its axes look permuted';
  }
  return size(got) === size(expected) ? ': as many numbers in another shape' : '';
};

const outer = (shape: Shape): Shape => shape.slice(0, -1);

/** One vector inside a matrix of one row is named itself rather than by the shape of the whole. */
const isOneVector = (got: Shape, expected: Shape): boolean =>
  outer(got).join() === outer(expected).join() && size(outer(got)) === 1;

const wholeDefect = (tensor: readonly Tensor[], expected: Shape, path: Path): TensorDefect | undefined => {
  const got = shapeOf(tensor);
  if (got === undefined || got.join() === expected.join() || isOneVector(got, expected)) return undefined;
  return { code: 'SHAPE', ...defectAt(path, sizes(expected), `${sizes(got)}${guess(got, expected)}`) };
};

const notList = (tensor: number | NotNumber, innerAxes: number, path: Path): TensorDefect => {
  const expected = innerAxes === 0 ? 'a list of numbers' : 'a list of lists';
  if (typeof tensor === 'number') return { code: 'SHAPE', ...defectAt(path, expected, String(tensor)) };
  const code = tensor.kind === 'other' ? 'SHAPE' : 'MISSING';
  return { code, ...defectAt(path, expected, tensor.got) };
};

const notNumber = (tensor: NotNumber | readonly Tensor[], path: Path): TensorDefect => {
  if (isList(tensor)) return { code: 'SHAPE', ...defectAt(path, 'a number', 'a list') };
  const code = tensor.kind === 'other' ? 'NOT-A-NUMBER' : 'MISSING';
  return { code, ...defectAt(path, 'a number', tensor.got) };
};

const fits = (tensor: Tensor, shape: Shape, axis: number): boolean => {
  const length = shape[axis];
  if (length === undefined) return isNumber(tensor);
  if (!isList(tensor) || tensor.length !== length) return false;
  if (axis === shape.length - 1) return tensor.every(isNumber);
  return tensor.every((entry) => fits(entry, shape, axis + 1));
};

/**
 * Where the tensor departs from the shape, one defect per cause: the whole when it is rectangular, else
 * each list of the wrong length and each entry that is no number.
 */
export const tensorDefects = (tensor: Tensor, expected: Shape, path: Path): readonly TensorDefect[] =>
  // Nearly all fit, and what is wrong takes longer to find out.
  fits(tensor, expected, 0) ? [] : defectsWithin(tensor, expected, path);

const defectsWithin = (tensor: Tensor, expected: Shape, path: Path): readonly TensorDefect[] => {
  const [length, ...inner] = expected;
  if (length === undefined) return typeof tensor === 'number' ? [] : [notNumber(tensor, path)];
  if (!isList(tensor)) return [notList(tensor, inner.length, path)];
  const whole = wholeDefect(tensor, expected, path);
  if (whole !== undefined) return [whole];
  const wrongLength =
    tensor.length === length
      ? []
      : [{ code: 'SHAPE' as const, ...defectAt(path, count(length, inner.length), String(tensor.length)) }];
  if (inner.length === 0 && tensor.every(isNumber)) return wrongLength;
  return [...wrongLength, ...tensor.flatMap((entry, index) => tensorDefects(entry, inner, [...path, index]))];
};
