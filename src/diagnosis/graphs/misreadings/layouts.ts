/** Mistakes with products of matrices, and with where entries come from. */

import { product, transposed } from '../../../graphs/tensor/matrices.ts';
import { indicesAt } from '../../../graphs/tensor/places.ts';
import { mapEntries, type Tensor } from '../../../graphs/tensor/tensor.ts';
import { type OperationName, operationEntry, operationNames } from '../../../model/operations.ts';
import { sizeOf } from '../../../model/shape-rules/shape-rule.ts';
import type { Ball } from '../../reading/ball.ts';
import type { Back, WrongRule } from '../misread.ts';
import { argument, fitting, type GraphMisreading, scaled, withEach } from './misreading.ts';

/** A product that has a shape and fits the slot, or null. */
const fittingProduct = (back: Back, left: Tensor<Ball>, right: Tensor<Ball>): Tensor<Ball> | null =>
  left.shape.length === 2 && right.shape.length === 2 && left.shape[1] === right.shape[0]
    ? fitting(back, product(back.applied.arithmetic, left, right))
    : null;

const untransposed: WrongRule = (back) =>
  back.slot === 0
    ? fittingProduct(back, back.G, argument(back, 1))
    : fittingProduct(back, argument(back, 0), back.G);

const turned: WrongRule = (back) =>
  back.slot === 0
    ? fittingProduct(back, transposed(argument(back, 1)), back.G)
    : fittingProduct(back, back.G, transposed(argument(back, 0)));

/** In both slots, or in one of them. */
const bySlot = (rule: WrongRule): readonly WrongRule[] => [
  rule,
  ...[0, 1].map(
    (slot): WrongRule =>
      (back) =>
        back.slot === slot ? rule(back) : null,
  ),
];

const products: readonly GraphMisreading[] = [
  ...bySlot(untransposed).flatMap((rule) => withEach('graph-not-transposed', ['matmul'], rule)),
  ...bySlot(turned).flatMap((rule) => withEach('graph-product-order', ['matmul'], rule)),
  ...withEach('graph-not-transposed', ['affine'], (back) =>
    back.slot === 0 ? fittingProduct(back, back.G, transposed(argument(back, 1))) : null,
  ),
  ...withEach('graph-product-transposed', ['affine'], (back) =>
    back.slot === 1 ? fitting(back, transposed(back.right())) : null,
  ),
  ...withEach('graph-bias-of-one', ['affine'], (back) => {
    if (back.slot !== 2) return null;
    const { shape } = argument(back);
    return { shape, entries: back.G.entries.slice(0, sizeOf(shape)) };
  }),
];

/** The entries of G at index 0 of every axis that broadcasting added. */
const firstCopies: WrongRule = (back) => {
  const { axes = [] } = back.applied.attributes;
  const { shape, entries } = back.G;
  const kept = entries.filter((_, place) =>
    indicesAt(shape, place).every((index, axis) => index === 0 || axes.includes(axis)),
  );
  return { shape: argument(back).shape, entries: kept };
};

const copies = ({ G, ...back }: Back): number => sizeOf(G.shape) / sizeOf(argument({ ...back, G }).shape);

const moves: readonly GraphMisreading[] = [
  ...withEach('graph-broadcast-first', ['broadcast'], firstCopies),
  ...withEach('graph-broadcast-mean', ['broadcast'], (back) => scaled(back, back.right(), 1 / copies(back))),
  ...withEach('graph-transpose-kept', ['transpose'], (back) => ({
    shape: argument(back).shape,
    entries: back.G.entries,
  })),
  ...withEach('graph-slice-start', ['slice'], (back) => {
    const { start = 0, stop = 0, ...rest } = back.applied.attributes;
    return back.right(0, { ...rest, start: 0, stop: stop - start });
  }),
];

const nothing = (back: Back): Tensor<Ball> => mapEntries(back.right(), () => back.applied.arithmetic.of(0));

const slotsOf = (op: OperationName): number => {
  const { slots, variadic } = operationEntry(op);
  return variadic ? 2 : slots.length;
};

const oneSlot = (op: OperationName): readonly GraphMisreading[] =>
  Array.from({ length: slotsOf(op) }, (_, slot) => slot).flatMap((slot) =>
    withEach('graph-slot-detached', [op], (back) => (back.slot === slot ? nothing(back) : null)),
  );

const detached: readonly GraphMisreading[] = [
  ...withEach('graph-detached', operationNames, nothing),
  ...operationNames.filter((op) => slotsOf(op) > 1).flatMap(oneSlot),
];

export const layoutMisreadings: readonly GraphMisreading[] = [...products, ...moves, ...detached];
