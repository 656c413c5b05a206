import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitLength } from './binary.ts';
import { binaryOf, nearestDouble, nearestDoubleOfRatio } from './doubles.ts';
import { binaryUpTo, decimalText, finiteDouble, judgeOf } from './test-operands.ts';

describe('the exact value of a double', () => {
  // From IEEE 754: 0.1 is 3602879701896397 / 2^55, the smallest double 2^-1074, the largest (2^53 - 1) 2^971.
  it.each([
    [0, 0n, 0],
    [-0, 0n, 0],
    [1, 1n, 0],
    [0.1, 3602879701896397n, -55],
    [-0.375, -3n, -3],
    [2 ** -60, 1n, -60],
    [2 ** -1074, 1n, -1074],
    [-(2 ** -1022), -1n, -1022],
    [3 * 2 ** -1074, 3n, -1074],
    [Number.MAX_VALUE, 9007199254740991n, 971],
  ])('of %d is %d * 2^%d', (double, mantissa, exponent) => {
    expect(binaryOf(double)).toEqual({ mantissa, exponent });
  });

  it('has the digits that the engine prints, all of them', () => {
    const { read, of } = judgeOf(100);
    fc.assert(
      // Above 2^-44 a double has at most 44 + 52 binary places and as many decimals: 100 are all of them.
      fc.property(fc.double({ min: 2 ** -44, max: 1e20, noNaN: true }), (double) =>
        of(binaryOf(double)).equals(read(double.toFixed(100))),
      ),
      { numRuns: 2000 },
    );
  });

  it.each([Number.NaN, Infinity, -Infinity])('does not exist for %d', (double) => {
    expect(() => binaryOf(double)).toThrow(new RangeError(`of: expected a finite double, got ${double}`));
  });

  it('comes back as the same double', () => {
    fc.assert(
      fc.property(finiteDouble, (double) => Object.is(nearestDouble(binaryOf(double)), double)),
      { numRuns: 20_000 },
    );
  });

  it('comes back for every power of two', () => {
    for (let exponent = -1074; exponent <= 1023; exponent += 1) {
      expect(nearestDouble({ mantissa: 1n, exponent })).toBe(Number(decimalText({ mantissa: 1n, exponent })));
    }
  });
});

describe('the nearest double', () => {
  it('is what the engine reads from all decimal digits', () => {
    fc.assert(
      fc.property(binaryUpTo(200, { min: -1300, max: 1100 }), ({ mantissa, exponent }) => {
        const double = nearestDouble({ mantissa, exponent });
        const read = Number(decimalText({ mantissa, exponent }));
        return Object.is(double, read === 0 ? 0 : read);
      }),
      { numRuns: 10_000 },
    );
  });

  // A midpoint between two doubles goes to the even one, and one unit far below decides otherwise.
  it.each([
    ['2^53 + 1', (2n ** 53n + 1n) << 200n, -200, 2 ** 53],
    ['just above 2^53 + 1', ((2n ** 53n + 1n) << 200n) + 1n, -200, 2 ** 53 + 2],
    ['2^53 + 3', (2n ** 53n + 3n) << 200n, -200, 2 ** 53 + 4],
    ['half of the smallest', 1n, -1075, 0],
    ['just above half of the smallest', (1n << 300n) + 1n, -1375, 2 ** -1074],
    ['far below the smallest', -1n, -(2 ** 40), 0],
    ['one and a half of the smallest', 3n, -1075, 2 ** -1073],
    ['half a unit above the largest', 2n ** 54n - 1n, 970, Infinity],
    ['just below that', ((2n ** 54n - 1n) << 300n) - 1n, 670, Number.MAX_VALUE],
    ['0 with an exponent beyond every double', 0n, 2000, 0],
    ['far above the largest', -1n, 2 ** 40, -Infinity],
  ])('of %s is right', (_, mantissa, exponent, expected) => {
    expect(nearestDouble({ mantissa, exponent })).toBe(expected);
  });
});

describe('the nearest double of a ratio', () => {
  const integer = fc.bigInt({ min: -(2n ** 300n), max: 2n ** 300n });
  const positive = fc.bigInt({ min: 1n, max: 2n ** 300n });

  it('is what the engine reads from 700 digits of the quotient', () => {
    const { read } = judgeOf(700);
    fc.assert(
      fc.property(integer, positive, (numerator, denominator) => {
        const quotient = read(`${numerator}`).div(read(`${denominator}`));
        return nearestDoubleOfRatio(numerator, denominator) === Number(quotient.toString());
      }),
      { numRuns: 3000 },
    );
  });

  it('is on the right side of a midpoint however near it lies', () => {
    const midpoint = 2n ** 53n + 1n;
    fc.assert(
      fc.property(positive, (denominator) => {
        const at = midpoint * denominator;
        expect(nearestDoubleOfRatio(at, denominator)).toBe(2 ** 53);
        expect(nearestDoubleOfRatio(at * 2n + 1n, denominator * 2n)).toBe(2 ** 53 + 2);
        expect(nearestDoubleOfRatio(-(at * 2n + 1n), denominator * 2n)).toBe(-(2 ** 53) - 2);
        expect(nearestDoubleOfRatio(at * 2n - 1n, denominator * 2n)).toBe(2 ** 53);
      }),
    );
  });

  it.each([
    ['0 / 7', 0n, 7n, 0],
    ['2^-1075', 1n, 2n ** 1075n, 0],
    ['-2^-1080 / 3', -1n, 3n * 2n ** 1080n, 0],
    ['-10^400 / 3', -(10n ** 400n), 3n, -Infinity],
  ])('of %s is right', (_, numerator, denominator, expected) => {
    expect(nearestDoubleOfRatio(numerator, denominator)).toBe(expected);
  });
});

describe('the length of an integer', () => {
  it('is that of its binary digits', () => {
    const near = fc
      .tuple(fc.nat(3000), fc.bigInt({ min: -3n, max: 3n }))
      .map(([n, d]) => (1n << BigInt(n)) + d);
    fc.assert(
      fc.property(fc.oneof(near, fc.bigInt({ min: 0n, max: 2n ** 1500n })), (integer) => {
        const magnitude = integer < 0n ? -integer : integer;
        const expected = magnitude === 0n ? 0 : magnitude.toString(2).length;
        return bitLength(integer) === expected && bitLength(-integer) === expected;
      }),
      { numRuns: 3000 },
    );
  });
});
