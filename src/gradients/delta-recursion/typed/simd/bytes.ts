/** The binary format of WebAssembly modules, as far as one function and one memory need it. */

export type Bytes = readonly number[];

/** LEB128: seven bits a byte, the lowest first, the top bit set on all but the last byte. */
export const unsigned = (value: number): Bytes =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];

/** Signed LEB128: as many bytes as leave the sign in bit 6 of the last one. */
export const signed = (value: number): Bytes =>
  value >= -0x40 && value < 0x40 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];

/** The number of items, then the items. */
const vector = (items: readonly Bytes[]): Bytes => [...unsigned(items.length), ...items.flat()];

/** The number of bytes, then the bytes. */
const sized = (bytes: Bytes): Bytes => [...unsigned(bytes.length), ...bytes];

const text = (name: string): Bytes => sized([...name].map((letter) => letter.charCodeAt(0)));

const magic = [0x00, 0x61, 0x73, 0x6d];
const version = [0x01, 0x00, 0x00, 0x00];

const sectionIds = { type: 1, function: 3, memory: 5, export: 7, code: 10 };

const section = (name: keyof typeof sectionIds, items: readonly Bytes[]): Bytes => [
  sectionIds[name],
  ...sized(vector(items)),
];

const i32 = 0x7f;
const v128 = 0x7b;
const functionType = 0x60;
const exportedFunction = 0x00;
const exportedMemory = 0x02;
const limitedMemory = 0x01;
const end = 0x0b;

/** A function of 32-bit integers that returns nothing. */
export interface FunctionParts {
  readonly name: string;
  readonly parameters: number;
  /** Local variables after the parameters: integers first, then vectors. */
  readonly integers: number;
  readonly vectors: number;
  /** Without the final `end`. */
  readonly instructions: Bytes;
}

/** A module that exports one function, and under the name `memory` that many pages of 64 KiB, no more. */
export const moduleOf = (
  { name, parameters, integers, vectors, instructions }: FunctionParts,
  pages: number,
): Uint8Array<ArrayBuffer> => {
  const locals = vector([
    [...unsigned(integers), i32],
    [...unsigned(vectors), v128],
  ]);
  const type = [functionType, ...vector(Array.from({ length: parameters }, () => [i32])), ...vector([])];
  return Uint8Array.from([
    ...magic,
    ...version,
    ...section('type', [type]),
    ...section('function', [unsigned(0)]),
    ...section('memory', [[limitedMemory, ...unsigned(pages), ...unsigned(pages)]]),
    ...section('export', [
      [...text('memory'), exportedMemory, ...unsigned(0)],
      [...text(name), exportedFunction, ...unsigned(0)],
    ]),
    ...section('code', [sized([...locals, ...instructions, end])]),
  ]);
};
