import { describe, expect, it } from 'vitest';
import { dyadic } from '../../arithmetic/dyadic.ts';
import { type PrecisionName, precision } from '../../bounds/precision.ts';
import { seeded } from '../trials/random.ts';
import { roundedNumbers } from './numbers.ts';
import { roundTo } from './rounding.ts';

const random = seeded(7);

describe.each([
  { name: 'float16' as const, bits: 11, exponents: [-24, 4] as const },
  { name: 'bfloat16' as const, bits: 8, exponents: [-132, 119] as const },
  { name: 'float32' as const, bits: 24, exponents: [-148, 103] as const },
])('rounding to $name', ({ name, bits, exponents }) => {
  const round = roundTo(precision(name), false);

  it('takes the nearer neighbour, of two the even one, on every scale of normal numbers', () => {
    const wrong: unknown[] = [];
    for (let e = exponents[0] + (name === 'float32' ? -1 : 0); e <= exponents[1]; e += 1) {
      const scale = 2 ** Math.max(e, { float16: -24, bfloat16: -133, float32: -149 }[name]);
      for (let trial = 0; trial < 60; trial += 1) {
        const k = 2 ** (bits - 1) + Math.floor(random() * (2 ** (bits - 1) - 1));
        for (const [part, up] of [
          [0, false],
          [0.25, false],
          [0.5 - 2 ** -20, false],
          [0.5, k % 2 === 1],
          [0.5 + 2 ** -20, true],
          [0.75, true],
        ] as const)
          for (const sign of [1, -1])
            if (round(sign * (k + part) * scale) !== sign * (k + (up ? 1 : 0)) * scale)
              wrong.push({ k, part, e });
      }
    }
    expect(wrong).toEqual([]);
  });

  it('flushes what is below the normal range, or rounds it to a subnormal number', () => {
    const { smallestNormal, unitRoundoff } = precision(name);
    const quantum = 2 * smallestNormal * unitRoundoff;
    expect(round(2.5 * quantum)).toBe(2 * quantum);
    expect(round(-3.5 * quantum)).toBe(-4 * quantum);
    expect(roundTo(precision(name), true)(smallestNormal * 0.999)).toBe(0);
    expect(roundTo(precision(name), true)(smallestNormal)).toBe(smallestNormal);
  });

  it('goes past the largest number to infinity, and keeps what is not finite', () => {
    const { largest, unitRoundoff } = precision(name);
    expect(round(largest)).toBe(largest);
    expect(round(-largest * (1 + 2 * unitRoundoff))).toBe(Number.NEGATIVE_INFINITY);
    expect(round(Number.NaN)).toBeNaN();
    expect(round(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  });
});

/** |value - x y - z|, exactly. */
const distance = (value: number, x: number, y: number, z: number) => {
  const { of, add, sub, mul } = dyadic;
  const difference = sub(of(value), add(mul(of(x), of(y)), of(z)));
  return dyadic.compare(difference, of(0)) < 0 ? sub(of(0), difference) : difference;
};

describe.each(['float64', 'float32', 'bfloat16', 'float16'] as const)('a fused product in %s', (name) => {
  const format = precision(name as PrecisionName);
  const { of, fma, mul, add } = roundedNumbers(format);

  it('is as near to x y + z as its neighbours are, where the last bits cancel too', () => {
    let fused = 0;
    const wrong: unknown[] = [];
    for (let trial = 0; trial < 3000; trial += 1) {
      const [x, y] = [of(4 * random() - 2), of(4 * random() - 2)];
      const z = trial % 3 === 0 ? of(-x * y) : of((4 * random() - 2) * 2 ** Math.round(-40 * random()));
      const got = fma(x, y, z);
      const step = Math.max(Math.abs(got) * format.unitRoundoff, format.smallestNormal) * 2;
      for (const neighbour of [of(got + step), of(got - step)])
        if (dyadic.compare(distance(got, x, y, z), distance(neighbour, x, y, z)) > 0)
          wrong.push({ x, y, z, got });
      if (got !== add(mul(x, y), z)) fused += 1;
    }
    expect(wrong).toEqual([]);
    // Otherwise nothing would tell it from a product that is rounded first.
    expect(fused).toBeGreaterThan(300);
  });
});
