/** The instructions of WebAssembly that the kernel is made of; addresses and offsets count bytes. */

import { type Bytes, signed, unsigned } from './bytes.ts';

/** Instructions one after the other. */
export const inOrder = (...parts: readonly Bytes[]): Bytes => parts.flat();

/** Pushes a local. */
export const localGet = (local: number): Bytes => [0x20, ...unsigned(local)];
/** Pops into a local. */
export const localSet = (local: number): Bytes => [0x21, ...unsigned(local)];

/** Pushes an integer. */
export const i32Constant = (value: number): Bytes => [0x41, ...signed(value)];
/** Pops two integers, pushes their sum. */
export const i32Add: Bytes = [0x6a];
/** Pops two integers, pushes their product. */
export const i32Multiply: Bytes = [0x6c];
/** Pops two integers, pushes 1 where they differ, else 0. */
export const i32Unequal: Bytes = [0x47];

const emptyType = 0x40;
const end = 0x0b;

/** Runs the body, then again as long as `whether` leaves something other than 0. */
export const repeat = (body: Bytes, whether: Bytes): Bytes => [
  0x03,
  emptyType,
  ...body,
  ...whether,
  0x0d,
  ...unsigned(0),
  end,
];

/** Instructions on vectors have a prefix; those on memory an alignment, as a power of two, and an offset. */
const vector = (opcode: number): Bytes => [0xfd, ...unsigned(opcode)];
const numberAlignment = 3;

/** Two neighbouring numbers. */
export const vectorLoad = (offset: number): Bytes => [...vector(0x00), numberAlignment, ...unsigned(offset)];
/** One number, twice. */
export const vectorLoadTwice = (offset: number): Bytes => [
  ...vector(0x0a),
  numberAlignment,
  ...unsigned(offset),
];
/** Pops two doubles as one vector, and the address to which `offset` is added, and stores them there. */
export const vectorStore = (offset: number): Bytes => [...vector(0x0b), numberAlignment, ...unsigned(offset)];
/** Pops two vectors, pushes their sum. */
export const f64x2Add: Bytes = vector(0xf0);
/** Pops two vectors, pushes their product, number by number. */
export const f64x2Multiply: Bytes = vector(0xf2);
