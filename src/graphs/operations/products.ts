/** Products of vectors and matrices. */

import { asRows, product, transposed } from '../tensor/matrices.ts';
import { innerProduct, sumOf } from '../tensor/sums.ts';
import { entryAt, mapEntries, type Tensor, zip } from '../tensor/tensor.ts';
import { type Application, inputAt, type OperationRule } from './rule.ts';

/**
 * C = A B.
 *
 * @clause GENERAL-MATMUL
 */
export const matmul: OperationRule = {
  forward: (application) => product(application.arithmetic, inputAt(application, 0), inputAt(application, 1)),
  vjp: (applied, slot, G) => {
    const { arithmetic } = applied;
    return slot === 0
      ? product(arithmetic, G, transposed(inputAt(applied, 1)))
      : product(arithmetic, transposed(inputAt(applied, 0)), G);
  },
  jvp: (applied, slot, V) =>
    slot === 0
      ? product(applied.arithmetic, V, inputAt(applied, 1))
      : product(applied.arithmetic, inputAt(applied, 0), V),
};

/** sum_i x_i y_i. */
export const dot: OperationRule = {
  forward: (application) => ({
    shape: [],
    entries: [
      innerProduct(application.arithmetic, inputAt(application, 0).entries, inputAt(application, 1).entries),
    ],
  }),
  vjp: (applied, slot, G) =>
    mapEntries(inputAt(applied, 1 - slot), (entry) => applied.arithmetic.mul(entryAt(G.entries, 0), entry)),
  jvp: (applied, slot, V) => ({
    shape: [],
    entries: [innerProduct(applied.arithmetic, inputAt(applied, 1 - slot).entries, V.entries)],
  }),
};

/** x W' for examples as rows. */
const weighted = <T>({ arithmetic }: Application<T>, x: Tensor<T>, W: Tensor<T>): Tensor<T> =>
  product(arithmetic, asRows(x), transposed(W));

/** b for every example. */
const repeated = <T>(b: Tensor<T>, units: Tensor<T>): Tensor<T> => ({
  shape: units.shape,
  entries: units.entries.map((_, place) => entryAt(b.entries, place % b.entries.length)),
});

/** The sum of the rows. */
const summed = <T>({ arithmetic }: Application<T>, G: Tensor<T>): Tensor<T> => {
  const columns = transposed(asRows(G));
  const [units = 0, examples = 0] = columns.shape;
  const rows = Array.from({ length: units }, (_, i) =>
    columns.entries.slice(i * examples, (i + 1) * examples),
  );
  return { shape: [units], entries: rows.map((row) => sumOf(arithmetic, row)) };
};

/** W x + b for a vector, the same in every row for a matrix of examples. Slots: x, W, b. */
export const affine: OperationRule = {
  forward: (application) => {
    const z = weighted(application, inputAt(application, 0), inputAt(application, 1));
    const sum = zip(z, repeated(inputAt(application, 2), z), application.arithmetic.add);
    return { shape: application.shape, entries: sum.entries };
  },
  vjp: (applied, slot, G) => {
    const { arithmetic } = applied;
    const rows = asRows(G);
    if (slot === 1) return product(arithmetic, transposed(rows), asRows(inputAt(applied, 0)));
    if (slot === 2) return summed(applied, G);
    return { ...product(arithmetic, rows, inputAt(applied, 1)), shape: inputAt(applied, 0).shape };
  },
  jvp: (applied, slot, V) => {
    if (slot === 2) return repeated(V, applied.output);
    const [x, W] = [inputAt(applied, 0), inputAt(applied, 1)];
    const change = slot === 0 ? weighted(applied, V, W) : weighted(applied, x, V);
    return { shape: applied.shape, entries: change.entries };
  },
};
