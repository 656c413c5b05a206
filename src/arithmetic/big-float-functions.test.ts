/**
 * mathjs is the judge: its own exp, expm1, log, sqrt and tanh at 110 digits, of which it promises all but
 * a few of the last, of the same numbers exactly. 2^-256 is 8.6e-78, and 1e-100 covers the judge's error. Near
 * 0, where mathjs's expm1 subtracts, it works with as many digits more as it loses: 2^-300 is 5e-91.
 */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BigFloat, bigFloat } from './big-float.ts';
import type { BigNumber } from './bignumber.ts';
import { type Binary, sum, topOf } from './binary.ts';
import { binaryUpTo, finiteDouble, judgeOf, relativeError } from './test-operands.ts';

const bits = 256;
const ours = bigFloat(bits);
const { math, read, of: judge } = judgeOf(110);
const fine = judgeOf(210);

const bound = read('2').pow(-bits).plus('1e-100');

const agrees = (got: BigFloat, expected: BigNumber): boolean => {
  const error = relativeError(judge(got), expected);
  return error.isFinite() && error.lessThanOrEqualTo(bound);
};

/** Any sign and any length, 2^(top-1) <= |x| < 2^top. */
const between = (lowest: number, highest: number) =>
  fc
    .tuple(binaryUpTo(bits + 128, { min: 0, max: 0 }), fc.integer({ min: lowest, max: highest }))
    .filter(([{ mantissa }]) => mantissa !== 0n)
    .map(([x, top]): Binary => ({ mantissa: x.mantissa, exponent: top - topOf(x) }));

const positive = (x: Binary): Binary => (x.mantissa < 0n ? ours.neg(x) : x);

describe('the elementary functions agree with mathjs to more than 76 digits', () => {
  it('exp', () => {
    fc.assert(
      fc.property(between(-300, 12), (x) => agrees(ours.exp(x), math.exp(judge(x)))),
      { numRuns: 3000 },
    );
  });

  it('exp near whole multiples of ln 2, where the reduction cancels', () => {
    const multiple = fc.integer({ min: -1100, max: 1100 }).filter((k) => k !== 0);
    fc.assert(
      fc.property(multiple, between(-250, -1), (k, offset) => {
        const x = sum(ours.mul(ours.of(k), ours.log(ours.of(2))), offset);
        return agrees(ours.exp(x), math.exp(judge(x)));
      }),
      { numRuns: 1000 },
    );
  });

  it('expm1', () => {
    fc.assert(
      fc.property(between(-300, 12), (x) => agrees(ours.expm1(x), fine.math.expm1(fine.of(x)))),
      { numRuns: 1000 },
    );
  });

  it('tanh', () => {
    fc.assert(
      fc.property(between(-300, 7), (x) => agrees(ours.tanh(x), math.tanh(judge(x)))),
      { numRuns: 500 },
    );
  });

  it('log', () => {
    fc.assert(
      fc.property(between(-1100, 1100), (x) => agrees(ours.log(positive(x)), math.log(judge(positive(x))))),
      { numRuns: 1500 },
    );
  });

  it('log near 1', () => {
    fc.assert(
      fc.property(between(-250, -1), (offset) => {
        const x = ours.add(ours.of(1), offset);
        return agrees(ours.log(x), fine.math.log(fine.of(x)));
      }),
      { numRuns: 500 },
    );
  });

  it('sqrt', () => {
    fc.assert(
      fc.property(between(-1100, 1100), (x) => agrees(ours.sqrt(positive(x)), math.sqrt(judge(positive(x))))),
      { numRuns: 3000 },
    );
  });

  it('all of them at every finite double, exp where it is no larger than e^1000', () => {
    fc.assert(
      fc.property(finiteDouble, (double) => {
        const x = ours.of(double);
        const size = positive(x);
        if (double !== 0) {
          expect(agrees(ours.log(size), math.log(judge(size)))).toBe(true);
          expect(agrees(ours.sqrt(size), math.sqrt(judge(size)))).toBe(true);
        }
        if (Math.abs(double) > 1000) return;
        expect(agrees(ours.exp(x), math.exp(judge(x)))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('other lengths keep their own promise', () => {
  it.each([
    [64, 200],
    [100, 200],
    [216, 100],
    [448, 50],
    [1024, 10],
  ])('%d bits', (length, numRuns) => {
    const arithmetic = bigFloat(length);
    const judge = judgeOf(Math.ceil(length * Math.log10(2)) + 30);
    const small = judge.read('2').pow(-length);
    fc.assert(
      fc.property(between(-8, 6), (x) => {
        const size = positive(x);
        const pairs: readonly (readonly [BigFloat, BigNumber])[] = [
          [arithmetic.exp(x), judge.math.exp(judge.of(x))],
          [arithmetic.expm1(x), judge.math.expm1(judge.of(x))],
          [arithmetic.tanh(x), judge.math.tanh(judge.of(x))],
          [arithmetic.log(size), judge.math.log(judge.of(size))],
          [arithmetic.sqrt(size), judge.math.sqrt(judge.of(size))],
        ];
        return pairs.every(([got, expected]) => {
          const error = relativeError(judge.of(got), expected);
          return error.isFinite() && error.lessThanOrEqualTo(small);
        });
      }),
      { numRuns },
    );
  });
});

describe('the ends of the functions', () => {
  const { of, exp, expm1, log, tanh, sqrt, compare } = ours;
  const isSame = (left: BigFloat, right: BigFloat): boolean => compare(left, right) === 0;
  const tiny = { mantissa: 3n, exponent: -(2 ** 39) };

  it('are exact at 0, 1 and the squares', () => {
    expect(isSame(exp(of(0)), of(1))).toBe(true);
    expect(isSame(expm1(of(0)), of(0))).toBe(true);
    expect(isSame(tanh(of(0)), of(0))).toBe(true);
    expect(isSame(log(of(1)), of(0))).toBe(true);
    expect(isSame(log({ mantissa: 1n << 300n, exponent: -300 }), of(0))).toBe(true);
    expect(isSame(sqrt(of(0)), of(0))).toBe(true);
    expect(isSame(sqrt(of(1.5625)), of(1.25))).toBe(true);
    expect(isSame(sqrt(of(2 ** -1074)), of(2 ** -537))).toBe(true);
  });

  it('are the argument itself where that is far below the last bit', () => {
    expect(expm1(tiny)).toEqual(tiny);
    expect(tanh(tiny)).toEqual(tiny);
    expect(isSame(exp(tiny), of(1))).toBe(true);
  });

  it('are the limits for huge arguments', () => {
    for (const huge of [1e4, 1e12, Number.MAX_VALUE]) {
      expect(isSame(tanh(of(huge)), of(1))).toBe(true);
      expect(isSame(tanh(of(-huge)), of(-1))).toBe(true);
      expect(isSame(expm1(of(-huge)), of(-1))).toBe(true);
    }
    expect(isSame(exp(of(-1e300)), of(0))).toBe(true);
    expect(compare(exp(of(-1e11)), of(0))).toBeGreaterThan(0);
    expect(() => exp(of(1e300))).toThrow('exp: expected an argument below 2^39, got 1e+300');
    expect(() => expm1(of(1e300))).toThrow(RangeError);
  });

  it('keep their precision at the largest exponents', () => {
    for (const exponent of [2 ** 39, -(2 ** 39)]) {
      const expected = math.log(read('3')).plus(math.log(read('2')).times(exponent));
      expect(agrees(log({ mantissa: 3n, exponent }), expected)).toBe(true);
    }
    for (const x of [1e11, -1e11]) {
      const { mantissa, exponent } = exp(of(x));
      const got = fine.read(`${mantissa}`).times(fine.read('2').pow(exponent));
      const error = relativeError(got, fine.math.exp(fine.read(`${x}`)));
      expect(error.isFinite() && error.lessThanOrEqualTo(bound)).toBe(true);
    }
  });
});
