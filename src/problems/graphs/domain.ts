/** Where an operation is defined, and how far its arguments are from a kink. */

import type { Attributes, OperationName } from '../../model/operations.ts';
import { sizeOf } from '../../model/shape-rules/shape-rule.ts';
import type { Shape } from '../../model/tensor.ts';
import type { Variable } from './sketch.ts';

/** Arguments closer to 0 than this make quotients and logarithms unreadably large. */
const least = 0.05;

const away = ({ entries }: Variable): boolean => entries.every((x) => Math.abs(x) >= least);

const positive = ({ entries }: Variable): boolean => entries.every((x) => x >= least);

/** True where the operation is defined at these arguments, with room to spare. */
export const isDefined = (op: OperationName, args: readonly Variable[], attributes: Attributes): boolean => {
  const [first, second] = args as [Variable, Variable?];
  const { exponent = 0 } = attributes;
  switch (op) {
    case 'log':
    case 'sqrt':
      return positive(first);
    case 'reciprocal':
      return away(first);
    case 'div':
      return second !== undefined && away(second);
    case 'pow':
      return Number.isInteger(exponent) ? exponent >= 0 || away(first) : positive(first);
    default:
      return true;
  }
};

/** The entries of every lane, lanes in row-major order of the other axes. */
const lanes = ({ entries, shape }: Variable, axis: number | undefined): readonly (readonly number[])[] => {
  if (axis === undefined) return [entries];
  const inner = sizeOf(shape.slice(axis + 1));
  const length = shape[axis] as number;
  return Array.from({ length: entries.length / length }, (_, lane) => {
    const start = Math.floor(lane / inner) * inner * length + (lane % inner);
    return Array.from({ length }, (_entry, k) => entries[start + k * inner] as number);
  });
};

const smallest = (numbers: readonly number[]): number => Math.min(Number.POSITIVE_INFINITY, ...numbers);

/** How far the two largest of sign times each entry are apart. */
const lead =
  (sign: 1 | -1) =>
  (lane: readonly number[]): number => {
    const [first = 0, second = Number.NEGATIVE_INFINITY] = lane
      .map((x) => sign * x)
      .toSorted((left, right) => right - left);
    return first - second;
  };

const margins = (lane: readonly number[], right: number): readonly number[] =>
  lane.toSpliced(right, 1).map((y) => Math.abs(y - (lane[right] as number) + 1));

/** How much the arguments must move to reach a kink of the operation; infinite where it has none. */
export const kinkDistance = (
  op: OperationName,
  args: readonly Variable[],
  attributes: Attributes,
): number => {
  const [first, second] = args as [Variable, Variable?];
  const inLanes = lanes(first, attributes.axis);
  switch (op) {
    case 'relu':
    case 'leaky-relu':
    case 'elu':
      return smallest(first.entries.map(Math.abs));
    case 'maximum':
    case 'minimum':
      return smallest(first.entries.map((x, place) => Math.abs(x - (second?.entries[place] as number))));
    case 'max':
      return smallest(inLanes.map(lead(1)));
    case 'min':
      return smallest(inLanes.map(lead(-1)));
    case 'hinge':
      return smallest(inLanes.flatMap((lane, place) => margins(lane, attributes.classes?.[place] as number)));
    case 'norm':
      return smallest(inLanes.map((lane) => Math.hypot(...lane)));
    default:
      return Number.POSITIVE_INFINITY;
  }
};

/** Values stay small enough to read, and far from overflow. */
export const isReadable = ({
  entries,
}: {
  readonly shape: Shape;
  readonly entries: readonly number[];
}): boolean => entries.every((x) => Number.isFinite(x) && Math.abs(x) <= 1000) && entries.length <= 24;
