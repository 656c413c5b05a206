import { describe, expect, it } from 'vitest';
import { precision } from './precision.ts';
import { roundingOf } from './rounding.ts';
import { scalingOf } from './scaling.ts';

const bfloat16 = roundingOf(precision('bfloat16'));
const float32 = roundingOf(precision('float32'));
const float64 = roundingOf(precision('float64'));

describe('roundingOf', () => {
  it('covers k roundings upwards and k divisions by rounded numbers', () => {
    for (let k = 1; k <= 40; k += 1) {
      expect(bfloat16.chain(k)).toBeGreaterThanOrEqual((1 + 2 ** -8) ** k - 1);
      expect(bfloat16.chain(k)).toBeGreaterThanOrEqual((1 - 2 ** -8) ** -k - 1);
    }
  });

  it('bounds no chain that is as long as 1 / u', () => {
    expect(bfloat16.chain(256)).toBe(Number.POSITIVE_INFINITY);
    expect(bfloat16.chain(255)).toBe(255);
  });

  it('counts one u a term, and one more for the way back from a wider format', () => {
    expect(float32.sum(5)).toBe(5 * 2 ** -24);
    const mixed = roundingOf(precision('bfloat16', 'float32'));
    expect(mixed.sum(4)).toBe(2 ** -22 + 2 ** -8 * (1 + 2 ** -22));
  });

  it('charges steps outside a sum in the narrower format', () => {
    const mixed = roundingOf(precision('bfloat16', 'float32'));
    expect(mixed.sum(4, 2)).toBeGreaterThan((1 + mixed.sum(4)) * (1 + 2 ** -8) ** 2 - 1);
    expect(mixed.sum(6)).toBeLessThan(mixed.sum(4, 2) / 2);
  });

  it('charges for storing a number only where the format lacks it', () => {
    expect(float32.represent(0.25)).toBe(0);
    expect(float32.represent(-0.1)).toBe(0.1 * 2 ** -24);
    expect(float64.represent(0.1)).toBe(0);
    expect(float32.represent(2 ** -127)).toBe(2 ** -127);
    expect(float64.represent(2 ** -1030)).toBe(2 ** -1030);
    expect(float32.represent(1e39)).toBe(Number.POSITIVE_INFINITY);
    expect(float32.represent(0)).toBe(0);
  });

  it('never charges less than rounding to nearest moves a number', () => {
    for (let k = 1; k < 2000; k += 1) {
      const x = Math.sin(k) * 2 ** (k % 90);
      expect(Math.abs(Math.fround(x) - x)).toBeLessThanOrEqual(float32.represent(x));
    }
  });
});

describe('scalingOf', () => {
  it('is free for powers of two and costs three roundings otherwise', () => {
    expect(scalingOf(0.25, float32).relative).toBe(0);
    expect(scalingOf(2 ** -1060, float64).relative).toBe(1);
    expect(scalingOf(1.5, float32).relative).toBe(float32.chain(3));
    expect(scalingOf(1 / 3, float32).relative).toBeGreaterThan(4 * 2 ** -24);
  });

  it('judges nothing where the scale itself does not fit', () => {
    expect(scalingOf(1e39, float32).relative).toBe(Number.POSITIVE_INFINITY);
    expect(scalingOf(2 ** 1023, float64).relative).toBe(Number.POSITIVE_INFINITY);
  });

  it('lets a late factor above one half enlarge what was flushed, and a smaller one not reduce it', () => {
    expect(scalingOf(8, float32).smallest).toBe(16 * 2 ** -126);
    expect(scalingOf(1e-20, float32).smallest).toBe(2 ** -126);
  });

  it('counts a magnitude without the factor where that is larger', () => {
    expect(scalingOf(0.25, float32).unscaled(3)).toBe(12);
    expect(scalingOf(4, float32).unscaled(3)).toBe(3);
  });
});
