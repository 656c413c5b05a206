import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NoSuchFunction } from './arithmetic.ts';
import { fractionArithmetic } from './fraction.ts';
import { finiteDouble, moderateDouble } from './test-operands.ts';

const arithmetic = await fractionArithmetic();
const { of, add, sub, mul, div, neg, compare, sqrt, toNumber } = arithmetic;

describe('mathjs fractions', () => {
  it.each([
    [0.1, '3602879701896397/36028797018963968'],
    [2 ** -60, '1/1152921504606846976'],
    [-0.375, '-3/8'],
    [2 ** -1074, `1/${2n ** 1074n}`],
    [Number.MAX_VALUE, `${BigInt(Number.MAX_VALUE)}`],
  ])('take %d exactly', (double, text) => {
    expect(of(double).toFraction()).toBe(text);
  });

  it('give every double back', () => {
    fc.assert(
      fc.property(finiteDouble, (double) => Object.is(toNumber(of(double)), double)),
      { numRuns: 2000 },
    );
  });

  it('compute by hand: 1/10 as a double plus 2/10 as a double is not 3/10 as a double', () => {
    expect(add(of(0.1), of(0.2)).toFraction()).toBe('10808639105689191/36028797018963968');
    expect(compare(add(of(0.1), of(0.2)), of(0.3))).not.toBe(0);
    expect(div(of(2), of(-6)).toFraction()).toBe('-1/3');
    expect(sub(of(0.5), of(0.75)).toFraction()).toBe('-1/4');
    expect(neg(mul(of(1.5), of(2.5))).toFraction()).toBe('-15/4');
  });

  it('undo every operation exactly', () => {
    fc.assert(
      fc.property(moderateDouble, moderateDouble, (a, b) => {
        expect(compare(sub(add(of(a), of(b)), of(b)), of(a))).toBe(0);
        if (b !== 0) expect(compare(mul(div(of(a), of(b)), of(b)), of(a))).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('round a third to the nearest double', () => {
    expect(toNumber(div(of(1), of(3)))).toBe(1 / 3);
    expect(toNumber(div(of(-2), of(3)))).toBe(-2 / 3);
    expect(toNumber(div(of(2 ** -1074), of(3)))).toBe(0);
    expect(toNumber(mul(of(Number.MAX_VALUE), of(-2)))).toBe(-Infinity);
  });

  it('have the square roots of squares and no others', () => {
    expect(sqrt(div(of(4), of(9))).toFraction()).toBe('2/3');
    expect(() => sqrt(of(2))).toThrow(NoSuchFunction);
    expect(() => sqrt(div(of(1), of(3)))).toThrow('fraction has no sqrt: its values are not closed under it');
  });
});
