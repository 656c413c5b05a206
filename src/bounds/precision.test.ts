import { describe, expect, it } from 'vitest';
import { roundTo } from '../soundness/emulation/rounding.ts';
import { precision, representable } from './precision.ts';

const float32 = precision('float32');
const float16 = precision('float16');
const bfloat16 = precision('bfloat16');

describe('representable', () => {
  it('agrees with Math.fround for float32 on every scale', () => {
    const disagreements: number[] = [];
    for (let exponent = -160; exponent <= 130; exponent += 1)
      for (const significand of [1, 1 + 2 ** -23, 1 + 2 ** -24, 2 - 2 ** -23, 2 - 2 ** -24, 1.1, 5 / 4])
        for (const x of [significand * 2 ** exponent, -significand * 2 ** exponent])
          if (representable(x, float32) !== (Math.fround(x) === x)) disagreements.push(x);
    expect(disagreements).toEqual([]);
  });

  it.each([
    [65504, true],
    [65520, false],
    [2049, false],
    [2050, true],
    [2 ** -24, true],
    [2 ** -25, false],
    [3 * 2 ** -24, true],
    [2 ** -14 + 2 ** -25, false],
  ])('says of %d in float16: %s', (x, expected) => {
    expect(representable(x, float16)).toBe(expected);
  });

  it.each([
    [256, true],
    [257, false],
    [258, true],
    [0.1, false],
    [2 ** -133, true],
    [2 ** -134, false],
    [2 ** 127 * (2 - 2 ** -7), true],
    [2 ** 128, false],
  ])('says of %d in bfloat16: %s', (x, expected) => {
    expect(representable(x, bfloat16)).toBe(expected);
  });

  it('accepts every finite double in float64, and nothing else', () => {
    const float64 = precision('float64');
    expect([0, -0, Number.MIN_VALUE, Number.MAX_VALUE, 0.1].every((x) => representable(x, float64))).toBe(
      true,
    );
    expect([Number.NaN, 1 / 0, -1 / 0].some((x) => representable(x, float64))).toBe(false);
  });

  it('holds exactly for the numbers that rounding leaves alone', () => {
    for (const format of [float16, bfloat16]) {
      const round = roundTo(format, false);
      for (let k = 1; k < 4000; k += 1) {
        const x = (k * 1.37) ** 3 * 2 ** -30;
        expect(representable(round(x), format)).toBe(true);
        expect(representable(x, format)).toBe(round(x) === x);
      }
    }
  });
});

describe('precision', () => {
  it('keeps sums in the wider of the two formats', () => {
    expect(precision('bfloat16', 'float32').accumulation).toBe(2 ** -24);
    expect(precision('float32', 'float16').accumulation).toBe(2 ** -24);
    expect(precision('float64').accumulation).toBe(2 ** -53);
  });
});
