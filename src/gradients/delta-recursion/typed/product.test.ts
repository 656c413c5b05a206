import { describe, expect, it } from 'vitest';
import { multiply, type Product } from './product.ts';

/* Entries are small integers, so every sum is exact and results are compared exactly. */

const integers = (length: number, seed: number): Float64Array =>
  Float64Array.from({ length }, (_, i) => ((i * 37 + seed * 11) % 19) - 9);

type Strides = Pick<Product, 'aRow' | 'aTerm' | 'bTerm' | 'bColumn'>;

const layouts = (rows: number, columns: number, terms: number): Readonly<Record<string, Strides>> => ({
  "A B'": { aRow: terms, aTerm: 1, bTerm: 1, bColumn: terms },
  'A B': { aRow: terms, aTerm: 1, bTerm: columns, bColumn: 1 },
  "A' B": { aRow: 1, aTerm: rows, bTerm: columns, bColumn: 1 },
});

/** The definition of the product, entry by entry. */
const expected = (product: Product, a: Float64Array, b: Float64Array, bAt: number): number[] => {
  const { rows, columns, terms, aRow, aTerm, bTerm, bColumn } = product;
  return Array.from({ length: rows * columns }, (_, entry) => {
    const [i, j] = [Math.floor(entry / columns), entry % columns];
    return Array.from({ length: terms }, (_, k) => k).reduce(
      (sum, k) => sum + Number(a[i * aRow + k * aTerm]) * Number(b[bAt + k * bTerm + j * bColumn]),
      0,
    );
  });
};

describe('the blocked product', () => {
  const sizes = [1, 2, 3, 4, 5, 7, 8, 9];

  it.each(["A B'", 'A B', "A' B"])('is %s for every remainder of rows and columns by 4', (name) => {
    for (const rows of sizes)
      for (const columns of sizes)
        for (const terms of [1, 2, 5]) {
          const strides = layouts(rows, columns, terms)[name];
          if (strides === undefined) throw new Error(name);
          const product: Product = { rows, columns, terms, ...strides };
          const [bAt, cAt] = [3, 2];
          const a = integers(rows * terms, 1);
          const b = integers(bAt + columns * terms, 2);
          const c = new Float64Array(cAt + rows * columns + 1).fill(99);
          multiply(product, a, b, bAt, c, cAt, new Float64Array(4 * terms));
          const got = Array.from(c, (value) => value + 0);
          expect(got).toEqual([99, 99, ...expected(product, a, b, bAt).map((value) => value + 0), 99]);
        }
  });

  it('shows an index outside its operands as NaN', () => {
    const product: Product = { rows: 4, columns: 4, terms: 1, aRow: 1, aTerm: 4, bTerm: 4, bColumn: 1 };
    const c = new Float64Array(16);
    multiply(product, new Float64Array(3), new Float64Array(4), 0, c, 0, new Float64Array(4));
    expect(Array.from(c.subarray(12))).toEqual([NaN, NaN, NaN, NaN]);
  });
});
