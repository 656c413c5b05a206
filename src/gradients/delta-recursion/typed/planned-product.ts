/** Which kernel computes a product: decided once per shape. */

import { multiply, type Product } from './product.ts';
import { type Engine, simdEngine } from './simd/engine.ts';
import { simdMultiply } from './simd/product.ts';

/** A product, and the engine with vectors that computes it; null where plain blocks do. */
export interface PlannedProduct extends Product {
  readonly engine: Engine | null;
}

/** Multiply-adds from which vectors win although their operands are copied. */
const VECTORS_FROM = 512;

/** A single row, column or term leaves most of a block of vectors empty. */
const isWorthVectors = ({ rows, columns, terms }: Product): boolean =>
  rows * columns * terms >= VECTORS_FROM && Math.min(rows, columns, terms) > 1;

/** With `vectors` where they are faster and this process can have them. */
export const planned = (product: Product, vectors: boolean): PlannedProduct => ({
  ...product,
  engine: vectors && isWorthVectors(product) ? simdEngine() : null,
});

/** C(i, j) is `c[cAt + i * columns + j]`, the same to the last bit by every kernel; `panel` as for `multiply`. */
export const putProduct = (
  product: PlannedProduct,
  a: Float64Array,
  b: Float64Array,
  bAt: number,
  c: Float64Array,
  cAt: number,
  panel: Float64Array,
): void => {
  if (product.engine === null) multiply(product, a, b, bAt, c, cAt, panel);
  else simdMultiply(product.engine, product, a, b, bAt, c, cAt);
};
