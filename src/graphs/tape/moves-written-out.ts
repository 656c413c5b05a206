/** Operations that move entries, and sums of products: a matrix product is its multiplications and additions. */

import { attribute } from '../../model/attributes.ts';
import { type Cells, cellAt, cellsBy, nth } from './cells.ts';
import * as record from './record.ts';
import { sumOf, type WrittenOut } from './written-out.ts';

const broadcast: WrittenOut = (_, slots, attributes) => {
  const axes = attribute(attributes, 'axes');
  return cellsBy(attribute(attributes, 'shape'), (index) =>
    cellAt(
      nth(slots, 0),
      axes.map((axis) => nth(index, axis)),
    ),
  );
};

const reshape: WrittenOut = (_, slots, attributes) => ({
  sizes: attribute(attributes, 'shape'),
  places: nth(slots, 0).places,
});

/** Axis i of the result is axis `axes[i]` of the argument. */
const transpose: WrittenOut = (_, slots, attributes) => {
  const axes = attribute(attributes, 'axes');
  const cells = nth(slots, 0);
  return cellsBy(
    axes.map((axis) => nth(cells.sizes, axis)),
    (index) => {
      const own = new Array<number>(axes.length).fill(0);
      for (const [i, axis] of axes.entries()) own[axis] = nth(index, i);
      return cellAt(cells, own);
    },
  );
};

const slice: WrittenOut = (_, slots, attributes) => {
  const [axis, start] = [attribute(attributes, 'axis'), attribute(attributes, 'start')];
  const cells = nth(slots, 0);
  const sizes = cells.sizes.with(axis, attribute(attributes, 'stop') - start);
  return cellsBy(sizes, (index) => cellAt(cells, index.with(axis, nth(index, axis) + start)));
};

/** For each index along the axis: which argument has it, and at which index of its own. */
const parts = (slots: readonly Cells[], axis: number) =>
  slots.flatMap((cells) => Array.from({ length: nth(cells.sizes, axis) }, (_, own) => ({ cells, own })));

const concat: WrittenOut = (_, slots, attributes) => {
  const axis = attribute(attributes, 'axis');
  const along = parts(slots, axis);
  return cellsBy(nth(slots, 0).sizes.with(axis, along.length), (index) => {
    const { cells, own } = nth(along, nth(index, axis));
    return cellAt(cells, index.with(axis, own));
  });
};

const dot: WrittenOut = (tape, slots) => {
  const [x, y] = [nth(slots, 0).places, nth(slots, 1).places];
  const products = x.map((entry, k) => record.mul(tape, entry, nth(y, k)));
  return { sizes: [], places: [sumOf(tape, products)] };
};

const matmul: WrittenOut = (tape, slots) => {
  const [A, B] = [nth(slots, 0), nth(slots, 1)];
  const inner = Array.from({ length: nth(B.sizes, 0) }, (_, k) => k);
  return cellsBy([nth(A.sizes, 0), nth(B.sizes, 1)], (index) => {
    const [i, j] = [nth(index, 0), nth(index, 1)];
    return sumOf(
      tape,
      inner.map((k) => record.mul(tape, cellAt(A, [i, k]), cellAt(B, [k, j]))),
    );
  });
};

/** W x + b, for x alone or for every row of it. */
const affine: WrittenOut = (tape, slots) => {
  const [x, W, b] = [nth(slots, 0), nth(slots, 1), nth(slots, 2)];
  const inner = Array.from({ length: nth(W.sizes, 1) }, (_, k) => k);
  return cellsBy([...x.sizes.slice(0, -1), nth(W.sizes, 0)], (index) => {
    const [example, unit] = [index.slice(0, -1), nth(index, index.length - 1)];
    const terms = inner.map((k) => record.mul(tape, cellAt(W, [unit, k]), cellAt(x, [...example, k])));
    return record.add(tape, sumOf(tape, terms), nth(b.places, unit));
  });
};

export const moves = {
  broadcast,
  reshape,
  transpose,
  slice,
  concat,
  dot,
  matmul,
  affine,
} as const satisfies Readonly<Record<string, WrittenOut>>;
