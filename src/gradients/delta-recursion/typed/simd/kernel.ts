/**
 * C += A B in blocks of 4 x 4 sums, as a WebAssembly function: two columns share a vector, so eight
 * vectors of sums, two of B and one entry of A are what stays in registers.
 *
 * Each sum adds its products one by one in the order of the terms, rounding both times (no fused
 * multiply-add), as the plain loops do: the numbers are the same to the last bit.
 */

import { moduleOf } from './bytes.ts';
import {
  f64x2Add,
  f64x2Multiply,
  i32Add,
  i32Constant,
  i32Multiply,
  i32Unequal,
  inOrder,
  localGet,
  localSet,
  repeat,
  vectorLoad,
  vectorLoadTwice,
  vectorStore,
} from './instructions.ts';

/** Adds to C; all addresses in bytes. Blocks and terms are 1 or more. */
export type AddProducts = (blocks: number, terms: number, a: number, b: number, c: number) => void;

const numberBytes = 8;
const vectorBytes = 16;
/** Four numbers: a row of a block of C, one term of four rows of A or of four columns of B. */
const fourBytes = 4 * numberBytes;

// The locals: parameters first, then integers, then vectors.
const [blocks, terms, a, b, c, column, columnEnd] = [0, 1, 2, 3, 4, 5, 6];
const rows = [0, 1, 2, 3];
const halves = [0, 1];
const sum = (row: number, half: number): number => 7 + 2 * row + half;
const pair = (half: number): number => 15 + half;
const entry = 17;

const advance = (local: number, by: number) =>
  inOrder(localGet(local), i32Constant(by), i32Add, localSet(local));

const forEachSum = (instructions: (row: number, half: number) => readonly number[]) =>
  rows.flatMap((row) => halves.flatMap((half) => instructions(row, half)));

const sumOffset = (row: number, half: number): number => row * fourBytes + half * vectorBytes;

const loadSums = forEachSum((row, half) =>
  inOrder(localGet(c), vectorLoad(sumOffset(row, half)), localSet(sum(row, half))),
);

const storeSums = forEachSum((row, half) =>
  inOrder(localGet(c), localGet(sum(row, half)), vectorStore(sumOffset(row, half))),
);

const loadPairs = halves.flatMap((half) =>
  inOrder(localGet(column), vectorLoad(half * vectorBytes), localSet(pair(half))),
);

const addProduct = (row: number, half: number) =>
  inOrder(
    localGet(sum(row, half)),
    localGet(entry),
    localGet(pair(half)),
    f64x2Multiply,
    f64x2Add,
    localSet(sum(row, half)),
  );

const addRow = (row: number) =>
  inOrder(
    localGet(a),
    vectorLoadTwice(row * numberBytes),
    localSet(entry),
    halves.flatMap((half) => addProduct(row, half)),
  );

const addTerm = inOrder(loadPairs, rows.flatMap(addRow), advance(a, fourBytes), advance(column, fourBytes));

const addBlock = inOrder(
  localGet(b),
  localSet(column),
  loadSums,
  repeat(addTerm, inOrder(localGet(column), localGet(columnEnd), i32Unequal)),
  storeSums,
);

/**
 * A is `[block][term][row of four]`, B `[term][column of four]`, C `[block][row of four][column of four]`:
 * after its terms, `a` stands at the next block.
 */
const addProducts = inOrder(
  inOrder(localGet(terms), i32Constant(fourBytes), i32Multiply, localGet(b), i32Add, localSet(columnEnd)),
  repeat(
    inOrder(addBlock, advance(c, rows.length * fourBytes), advance(blocks, -1)),
    inOrder(localGet(blocks)),
  ),
);

/** The module: exports `memory` of so many pages, and `addProducts`. */
export const kernelModule = (pages: number): Uint8Array<ArrayBuffer> =>
  moduleOf(
    { name: 'addProducts', parameters: 5, integers: 2, vectors: 11, instructions: addProducts },
    pages,
  );
