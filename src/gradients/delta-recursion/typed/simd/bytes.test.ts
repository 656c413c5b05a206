import { describe, expect, it } from 'vitest';
import { moduleOf, signed, unsigned } from './bytes.ts';

describe('LEB128', () => {
  // The values are those of the DWARF 4 standard, section 7.6, figures 22 and 23.
  it.each([
    [2, [2]],
    [127, [0x7f]],
    [128, [0x80, 1]],
    [129, [0x81, 1]],
    [12857, [0xb9, 0x64]],
  ])('writes %i without a sign as %j', (value, bytes) => {
    expect(unsigned(value)).toEqual(bytes);
  });

  it.each([
    [2, [2]],
    [-2, [0x7e]],
    [127, [0xff, 0]],
    [-127, [0x81, 0x7f]],
    [128, [0x80, 1]],
    [-128, [0x80, 0x7f]],
    [129, [0x81, 1]],
    [-129, [0xff, 0x7e]],
  ])('writes %i with a sign as %j', (value, bytes) => {
    expect(signed(value)).toEqual(bytes);
  });
});

describe('a module', () => {
  it('is the bytes that the WebAssembly specification gives for a function that does nothing', () => {
    const parts = { name: 'f', parameters: 1, integers: 1, vectors: 2, instructions: [] };
    expect(Array.from(moduleOf(parts, 3))).toEqual([
      ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      // Types: one, from one i32 to nothing.
      ...[1, 5, 1, 0x60, 1, 0x7f, 0],
      // Functions: one, of type 0.
      ...[3, 2, 1, 0],
      // Memories: one, from 3 to 3 pages.
      ...[5, 4, 1, 1, 3, 3],
      // Exports: memory 0 and function 0.
      ...[7, 14, 2, 6, ...Buffer.from('memory'), 2, 0, 1, ...Buffer.from('f'), 0, 0],
      // Code: one body of 6 bytes; an i32 and two v128 as locals, end.
      ...[10, 8, 1, 6, 2, 1, 0x7f, 2, 0x7b, 0x0b],
    ]);
  });
});
