/**
 * Operations that only move entries: every entry of the result is one entry of one argument. So the way
 * back adds each entry of G to the entry that it came from, and the way forward moves V along.
 *
 * @clause CHAIN-TENSOR
 */

import { attribute } from '../../model/attributes.ts';
import type { Attributes } from '../../model/operations.ts';
import { sizeOf } from '../../model/shape-rules/shape-rule.ts';
import type { Shape } from '../../model/tensor.ts';
import { indicesAt, placeOf, strides } from '../tensor/places.ts';
import { entryAt, filled } from '../tensor/tensor.ts';
import { type Application, inputAt, type OperationRule } from './rule.ts';

/** The entry of an argument that an entry of the result is. */
interface Source {
  readonly slot: number;
  readonly place: number;
}

/** Shapes of the arguments by slot. */
interface Move {
  readonly from: readonly Shape[];
  readonly to: Shape;
  readonly attributes: Attributes;
}

/** From the indices of an entry of the result to the indices of its source. */
type Origin = (move: Move) => (indices: readonly number[]) => {
  readonly slot: number;
  readonly indices: readonly number[];
};

const sourcesOf = <T>(origin: Origin, { inputs, shape, attributes }: Application<T>): readonly Source[] => {
  const from = inputs.map((tensor) => tensor.shape);
  const steps = from.map(strides);
  const trace = origin({ from, to: shape, attributes });
  return Array.from({ length: sizeOf(shape) }, (_, place) => {
    const { slot, indices } = trace(indicesAt(shape, place));
    return { slot, place: placeOf(entryAt(steps, slot), indices) };
  });
};

const rearrangement = (origin: Origin): OperationRule => ({
  forward: (application) => ({
    shape: application.shape,
    entries: sourcesOf(origin, application).map(({ slot, place }) =>
      entryAt(inputAt(application, slot).entries, place),
    ),
  }),
  vjp: (applied, slot, G) => {
    const { add, of } = applied.arithmetic;
    const { shape } = inputAt(applied, slot);
    const entries = [...filled(shape, of(0)).entries];
    for (const [index, source] of sourcesOf(origin, applied).entries()) {
      if (source.slot === slot)
        entries[source.place] = add(entryAt(entries, source.place), entryAt(G.entries, index));
    }
    return { shape, entries };
  },
  jvp: (applied, slot, V) => ({
    shape: applied.shape,
    entries: sourcesOf(origin, applied).map((source) =>
      source.slot === slot ? entryAt(V.entries, source.place) : applied.arithmetic.of(0),
    ),
  }),
});

const axesAt = (axes: readonly number[], indices: readonly number[]): readonly number[] =>
  axes.map((axis) => entryAt(indices, axis));

/** Axis i of the argument becomes axis `axes[i]`; the others repeat. */
export const broadcast = rearrangement(({ attributes }) => {
  const axes = attribute(attributes, 'axes');
  return (indices) => ({ slot: 0, indices: axesAt(axes, indices) });
});

/** Axis i of the result is axis `axes[i]` of the argument. */
export const transpose = rearrangement(({ attributes }) => {
  const axes = attribute(attributes, 'axes');
  const inverse = axes.map((_, axis) => axes.indexOf(axis));
  return (indices) => ({ slot: 0, indices: axesAt(inverse, indices) });
});

/** The same entries in row-major order. */
export const reshape = rearrangement(({ from, to }) => {
  const steps = strides(to);
  const shape = entryAt(from, 0);
  return (indices) => ({ slot: 0, indices: indicesAt(shape, placeOf(steps, indices)) });
});

/** The entries from `start` to before `stop` along the axis. */
export const slice = rearrangement(({ attributes }) => {
  const [axis, start] = [attribute(attributes, 'axis'), attribute(attributes, 'start')];
  return (indices) => ({ slot: 0, indices: indices.with(axis, entryAt(indices, axis) + start) });
});

/** Which argument holds an index along the axis, and at which index of its own. */
const partAt = (sizes: readonly number[], index: number): { readonly slot: number; readonly own: number } => {
  let own = index;
  let slot = 0;
  for (; own >= entryAt(sizes, slot); slot += 1) own -= entryAt(sizes, slot);
  return { slot, own };
};

/** The arguments one after another along the axis. */
export const concat = rearrangement(({ from, attributes }) => {
  const axis = attribute(attributes, 'axis');
  const sizes = from.map((shape) => entryAt(shape, axis));
  return (indices) => {
    const { slot, own } = partAt(sizes, entryAt(indices, axis));
    return { slot, indices: indices.with(axis, own) };
  };
});
