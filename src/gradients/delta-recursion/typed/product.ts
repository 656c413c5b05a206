/**
 * C = A B in blocks of 3 x 4 entries: twelve sums, three entries of A and one of B make the
 * sixteen numbers that stay in registers.
 *
 * Four columns of B are first copied next to each other into a panel. So one kernel serves A B', A B
 * and A' B alike, and a stride that is a power of two costs one pass of slow reads instead of one per
 * block of rows.
 *
 * `Number(v[i])` is `v[i]` to the compiler, and NaN, which no reader takes for an answer, were i ever
 * outside; a checking function in its place costs a fifth of the speed.
 */

/** Sizes and strides: A(i, k) is `a[i * aRow + k * aTerm]`, B(k, j) is `b[bAt + k * bTerm + j * bColumn]`. */
export interface Product {
  readonly rows: number;
  readonly columns: number;
  /** The length of each sum. */
  readonly terms: number;
  readonly aRow: number;
  readonly aTerm: number;
  readonly bTerm: number;
  readonly bColumn: number;
}

/** C(i, j) is `c[cAt + i * columns + j]`. `panel` holds at least 4 * terms numbers. */
export const multiply = (
  product: Product,
  a: Float64Array,
  b: Float64Array,
  bAt: number,
  c: Float64Array,
  cAt: number,
  panel: Float64Array,
): void => {
  const { rows, columns, bColumn } = product;
  const blockedRows = rows - (rows % 3);
  const blockedColumns = columns - (columns % 4);
  for (let j = 0; j < blockedColumns; j += 4) {
    packFourColumns(product, b, bAt + j * bColumn, panel);
    putBlocks(product, a, panel, c, cAt + j);
    for (let i = blockedRows; i < rows; i += 1) putOneByFour(product, a, i, panel, c, cAt + i * columns + j);
  }
  if (blockedColumns < columns) putSingleEntries(product, a, b, bAt, c, cAt, blockedColumns);
};

const packFourColumns = (product: Product, b: Float64Array, bj: number, panel: Float64Array): void => {
  const { terms, bTerm, bColumn } = product;
  let from = bj;
  for (let to = 0; to < 4 * terms; to += 4) {
    panel[to] = Number(b[from]);
    panel[to + 1] = Number(b[from + bColumn]);
    panel[to + 2] = Number(b[from + 2 * bColumn]);
    panel[to + 3] = Number(b[from + 3 * bColumn]);
    from += bTerm;
  }
};

/** All full blocks of three rows against one panel; `cj` is the place of C(0, j). */
const putBlocks = (
  { rows, columns, terms, aRow, aTerm }: Product,
  a: Float64Array,
  panel: Float64Array,
  c: Float64Array,
  cj: number,
): void => {
  const end = 4 * terms;
  for (let i = 0; i + 3 <= rows; i += 3) {
    let p = i * aRow;
    let c00 = 0;
    let c01 = 0;
    let c02 = 0;
    let c03 = 0;
    let c10 = 0;
    let c11 = 0;
    let c12 = 0;
    let c13 = 0;
    let c20 = 0;
    let c21 = 0;
    let c22 = 0;
    let c23 = 0;
    for (let q = 0; q < end; q += 4) {
      const a0 = Number(a[p]);
      const a1 = Number(a[p + aRow]);
      const a2 = Number(a[p + 2 * aRow]);
      const b0 = Number(panel[q]);
      c00 += a0 * b0;
      c10 += a1 * b0;
      c20 += a2 * b0;
      const b1 = Number(panel[q + 1]);
      c01 += a0 * b1;
      c11 += a1 * b1;
      c21 += a2 * b1;
      const b2 = Number(panel[q + 2]);
      c02 += a0 * b2;
      c12 += a1 * b2;
      c22 += a2 * b2;
      const b3 = Number(panel[q + 3]);
      c03 += a0 * b3;
      c13 += a1 * b3;
      c23 += a2 * b3;
      p += aTerm;
    }
    let r = cj + i * columns;
    c[r] = c00;
    c[r + 1] = c01;
    c[r + 2] = c02;
    c[r + 3] = c03;
    r += columns;
    c[r] = c10;
    c[r + 1] = c11;
    c[r + 2] = c12;
    c[r + 3] = c13;
    r += columns;
    c[r] = c20;
    c[r + 1] = c21;
    c[r + 2] = c22;
    c[r + 3] = c23;
  }
};

/** Four entries of row i against one panel; `ci` is the place of the first. */
const putOneByFour = (
  { terms, aRow, aTerm }: Product,
  a: Float64Array,
  i: number,
  panel: Float64Array,
  c: Float64Array,
  ci: number,
): void => {
  const end = 4 * terms;
  let p = i * aRow;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let q = 0; q < end; q += 4) {
    const x = Number(a[p]);
    s0 += x * Number(panel[q]);
    s1 += x * Number(panel[q + 1]);
    s2 += x * Number(panel[q + 2]);
    s3 += x * Number(panel[q + 3]);
    p += aTerm;
  }
  c[ci] = s0;
  c[ci + 1] = s1;
  c[ci + 2] = s2;
  c[ci + 3] = s3;
};

/** The columns from `from` on, entry by entry. */
const putSingleEntries = (
  { rows, columns, terms, aRow, aTerm, bTerm, bColumn }: Product,
  a: Float64Array,
  b: Float64Array,
  bAt: number,
  c: Float64Array,
  cAt: number,
  from: number,
): void => {
  for (let i = 0; i < rows; i += 1) {
    for (let j = from; j < columns; j += 1) {
      let p = i * aRow;
      let q = bAt + j * bColumn;
      let s = 0;
      for (let k = 0; k < terms; k += 1) {
        s += Number(a[p]) * Number(b[q]);
        p += aTerm;
        q += bTerm;
      }
      c[cAt + i * columns + j] = s;
    }
  }
};
