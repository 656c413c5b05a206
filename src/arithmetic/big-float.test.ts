import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BigFloat, bigFloat } from './big-float.ts';
import { bitLength, compare, difference, sum } from './binary.ts';
import { dyadic } from './dyadic.ts';
import { binaryUpTo, finiteDouble } from './test-operands.ts';

const bits = 256;
const { of, add, sub, mul, div, neg, toNumber } = bigFloat(bits);

const operand = binaryUpTo(bits + 128, { min: -2500, max: 2500 });
const nonzero = operand.filter(({ mantissa }) => mantissa !== 0n);

/** |got - exact| <= 2^-bits |exact|, decided without rounding. */
const isClose = (got: BigFloat, exact: BigFloat): boolean => {
  const error = difference(got, exact);
  const scaled = {
    mantissa: error.mantissa < 0n ? -error.mantissa : error.mantissa,
    exponent: error.exponent + bits,
  };
  return compare(scaled, exact.mantissa < 0n ? neg(exact) : exact) <= 0;
};

const isSame = (left: BigFloat, right: BigFloat): boolean => compare(left, right) === 0;

describe('floating point of 256 bits', () => {
  it('adds, subtracts and multiplies within its last bit', () => {
    fc.assert(
      fc.property(operand, operand, (a, b) => {
        expect(isClose(add(a, b), sum(a, b))).toBe(true);
        expect(isClose(sub(a, b), difference(a, b))).toBe(true);
        expect(isClose(mul(a, b), dyadic.mul(a, b))).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });

  it('loses nothing to the subtraction of nearly equal numbers', () => {
    const small = fc.integer({ min: -600, max: 0 });
    fc.assert(
      fc.property(nonzero, nonzero, small, (a, b, shift) => {
        const near = sum(a, { mantissa: b.mantissa, exponent: a.exponent + shift });
        const rounded = add(near, of(0));
        return isClose(sub(rounded, a), difference(rounded, a));
      }),
      { numRuns: 5000 },
    );
  });

  it('divides within its last bit', () => {
    fc.assert(
      // |got - a/b| <= 2^-bits |a/b| times |b|.
      fc.property(operand, nonzero, (a, b) => isClose(dyadic.mul(div(a, b), b), a)),
      { numRuns: 10_000 },
    );
  });

  it('gives back a factor within the error of two operations', () => {
    fc.assert(
      // (1 + e)(1 + e') with |e|, |e'| <= 2^-256: below 2^-254.
      fc.property(nonzero, nonzero, (a, b) => {
        const error = difference(div(mul(a, b), b), a);
        const scaled = { ...error, exponent: error.exponent + bits - 2 };
        return compare(dyadic.mul(scaled, scaled), dyadic.mul(a, a)) <= 0;
      }),
      { numRuns: 5000 },
    );
  });

  it('commutes', () => {
    fc.assert(
      fc.property(operand, operand, (a, b) => isSame(add(a, b), add(b, a)) && isSame(mul(a, b), mul(b, a))),
      { numRuns: 2000 },
    );
  });

  it('is exact on doubles: one product, and the sum of any two within 300 bits of each other', () => {
    const double = fc
      .double({ min: -(2 ** 100), max: 2 ** 100, noNaN: true })
      .filter((x) => Math.abs(x) > 2 ** -100);
    fc.assert(
      fc.property(double, double, (a, b) => {
        expect(isSame(mul(of(a), of(b)), dyadic.mul(of(a), of(b)))).toBe(true);
        expect(isSame(sub(add(of(a), of(b)), of(b)), of(a))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('never lets a mantissa grow beyond bits + 128 bits', () => {
    fc.assert(
      fc.property(operand, nonzero, (a, b) => {
        const results = [add(a, b), mul(a, b), div(a, b)];
        return results.every(({ mantissa }) => bitLength(mantissa) <= bits + 128);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps the larger of two numbers whose distance no memory could hold', () => {
    const far = { mantissa: -5n, exponent: 2 ** 39 };
    expect(add(far, of(1))).toEqual(far);
    expect(add(of(1), far)).toEqual(far);
    expect(add(of(0), far)).toEqual(far);
    expect(sub(of(1), { mantissa: 3n, exponent: -(2 ** 39) })).toEqual(of(1));
  });

  it('underflows to 0 and refuses to overflow', () => {
    const small = { mantissa: -1n, exponent: -(2 ** 40) };
    const large = { mantissa: 1n, exponent: 2 ** 40 };
    expect(mul(small, of(0.5))).toEqual(of(0));
    expect(div(small, of(2))).toEqual(of(0));
    expect(mul(large, of(1))).toEqual(large);
    expect(() => mul(large, { mantissa: 1n, exponent: 1 })).toThrow(
      new RangeError('result: expected a magnitude below 2^(2^40), got Infinity'),
    );
  });

  it('rounds to the nearest double, as IEEE 754 addition does', () => {
    fc.assert(
      fc.property(finiteDouble, finiteDouble, (a, b) => toNumber(dyadic.add(of(a), of(b))) === a + b),
      { numRuns: 5000 },
    );
  });

  it.each([63, 10_001, 100.5, Number.NaN])('does not exist with %d bits', (wrong) => {
    expect(() => bigFloat(wrong)).toThrow(
      new RangeError(`bits: expected an integer from 64 to 10000, got ${wrong}`),
    );
  });
});
