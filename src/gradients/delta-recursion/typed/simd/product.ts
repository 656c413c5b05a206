/**
 * C = A B by the kernel: tile by tile, what it needs is copied into its memory and the sums are copied
 * out. Copying costs little: every number that is copied is used in many sums.
 */

import type { Product } from '../product.ts';
import type { Engine } from './engine.ts';

/** Rows and terms of the largest tile: 64 x 224 entries of A, four columns of B and of C fill 121 of 128 KiB. */
const tileRows = 64;
const tileTerms = 224;
const panelAt = tileRows * tileTerms;
const sumsAt = panelAt + 4 * tileTerms;

const bytes = (index: number): number => 8 * index;

/** Four rows of A or four columns of B that lie `step` apart; past the last of `count` it is repeated. */
const packFour = (
  memory: Float64Array,
  to: number,
  from: Float64Array,
  at: number,
  step: number,
  termStep: number,
  count: number,
  terms: number,
): void => {
  const second = count > 1 ? step : 0;
  const third = count > 2 ? 2 * step : second;
  const fourth = count > 3 ? 3 * step : third;
  let p = at;
  for (let q = to; q < to + 4 * terms; q += 4) {
    memory[q] = Number(from[p]);
    memory[q + 1] = Number(from[p + second]);
    memory[q + 2] = Number(from[p + third]);
    memory[q + 3] = Number(from[p + fourth]);
    p += termStep;
  }
};

/** The sums of `rows` rows and `width` columns, at most four, from the kernel's memory to C. */
const takeSums = (
  memory: Float64Array,
  c: Float64Array,
  at: number,
  rows: number,
  width: number,
  columns: number,
): void => {
  let to = at;
  for (let q = sumsAt; q < sumsAt + 4 * rows; q += 4) {
    c[to] = Number(memory[q]);
    if (width > 1) c[to + 1] = Number(memory[q + 1]);
    if (width > 2) c[to + 2] = Number(memory[q + 2]);
    if (width > 3) c[to + 3] = Number(memory[q + 3]);
    to += columns;
  }
};

/** The way back: what earlier terms have added up to. */
const returnSums = (
  memory: Float64Array,
  c: Float64Array,
  at: number,
  rows: number,
  width: number,
  columns: number,
): void => {
  let from = at;
  for (let q = sumsAt; q < sumsAt + 4 * rows; q += 4) {
    for (let j = 0; j < width; j += 1) memory[q + j] = Number(c[from + j]);
    from += columns;
  }
};

/** `rows` rows of C from `i` on get `terms` terms from `k` on; their entries of A are packed already. */
const addTile = (
  { memory, addProducts }: Engine,
  { columns, bTerm, bColumn }: Product,
  b: Float64Array,
  bAt: number,
  c: Float64Array,
  cAt: number,
  rows: number,
  first: boolean,
  terms: number,
): void => {
  const blocks = Math.ceil(rows / 4);
  for (let j = 0; j < columns; j += 4) {
    const width = Math.min(4, columns - j);
    packFour(memory, panelAt, b, bAt + j * bColumn, bColumn, bTerm, width, terms);
    if (first) memory.fill(0, sumsAt, sumsAt + 16 * blocks);
    else returnSums(memory, c, cAt + j, rows, width, columns);
    addProducts(blocks, terms, 0, bytes(panelAt), bytes(sumsAt));
    takeSums(memory, c, cAt + j, rows, width, columns);
  }
};

/** C(i, j) is `c[cAt + i * columns + j]`, to the last bit what `multiply` in plain blocks makes it. */
export const simdMultiply = (
  engine: Engine,
  product: Product,
  a: Float64Array,
  b: Float64Array,
  bAt: number,
  c: Float64Array,
  cAt: number,
): void => {
  const { rows, columns, terms, aRow, aTerm, bTerm } = product;
  for (let k = 0; k < terms; k += tileTerms) {
    const someTerms = Math.min(tileTerms, terms - k);
    for (let i = 0; i < rows; i += tileRows) {
      const someRows = Math.min(tileRows, rows - i);
      for (let block = 0; block < someRows; block += 4) {
        const at = (i + block) * aRow + k * aTerm;
        packFour(engine.memory, block * someTerms, a, at, aRow, aTerm, someRows - block, someTerms);
      }
      addTile(engine, product, b, bAt + k * bTerm, c, cAt + i * columns, someRows, k === 0, someTerms);
    }
  }
};
