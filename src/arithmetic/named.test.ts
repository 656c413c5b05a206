/** What every number system promises, whichever it is. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Arithmetic, NoSuchFunction } from './arithmetic.ts';
import { type ArithmeticName, arithmeticNames, inArithmetic } from './named.ts';
import { finiteDouble } from './test-operands.ts';

const digits = 64;

/** Outside IEEE 754, arguments without a result are refused. */
const refusing = arithmeticNames.filter((name) => name !== 'float64');
const exact = ['dyadic', 'fraction'] as const;

const inEach = (name: ArithmeticName, work: <T>(arithmetic: Arithmetic<T>) => void): Promise<void> =>
  inArithmetic(name, digits, work);

describe.each(arithmeticNames)('%s', (name) => {
  it('gives every double back', () =>
    inEach(name, ({ of, toNumber }) => {
      fc.assert(
        fc.property(finiteDouble, (double) => Object.is(toNumber(of(double)), double)),
        { numRuns: 500 },
      );
    }));

  it('orders doubles as they are ordered', () =>
    inEach(name, ({ of, compare }) => {
      const pair = fc.oneof(
        fc.tuple(finiteDouble, finiteDouble),
        finiteDouble.map((a): [number, number] => [a, a]),
        finiteDouble.map((a): [number, number] => [a, a === 0 ? 2 ** -1074 : a * (1 + 2 ** -52)]),
        finiteDouble.map((a): [number, number] => [0, a]),
        finiteDouble.map((a): [number, number] => [a, -a]),
      );
      fc.assert(
        fc.property(
          pair.filter(([, b]) => Number.isFinite(b)),
          ([a, b]) => Math.sign(compare(of(a), of(b))) === Math.sign(Number(a > b) - Number(a < b)),
        ),
        { numRuns: 1000 },
      );
    }));

  it('has the operations of integers', () =>
    inEach(name, ({ of, toNumber, add, sub, mul, div, neg, sqrt }) => {
      const small = fc.integer({ min: -1000, max: 1000 });
      fc.assert(
        fc.property(small, small, (a, b) => {
          expect(toNumber(add(of(a), of(b)))).toBe(a + b);
          expect(toNumber(sub(of(a), of(b)))).toBe(a - b);
          expect(toNumber(mul(of(a), of(b)))).toBe(a * b === 0 && name !== 'float64' ? 0 : a * b);
          expect(toNumber(sqrt(of(a * a)))).toBe(Math.abs(a));
          expect(toNumber(neg(of(a)))).toBe(a === 0 && name !== 'float64' ? 0 : -a);
          if (b !== 0) expect(toNumber(div(mul(of(a), of(b)), of(b))) - a).toBe(0);
        }),
      );
    }));
});

describe.each(refusing)('%s', (name) => {
  it('has no -0', () =>
    inEach(name, ({ of, toNumber, mul, neg, sub, div, sqrt }) => {
      const zeros = [of(-0), neg(of(0)), mul(of(-1), of(0)), mul(of(0), of(-2.5)), sub(of(0), of(0))];
      zeros.push(div(of(0), of(-1)), sqrt(of(-0)));
      for (const zero of zeros) expect(toNumber(zero)).toBe(0);
    }));

  it('refuses what has no value', () =>
    inEach(name, ({ of, div, sqrt }) => {
      expect(() => div(of(1), of(0))).toThrow(new RangeError('div: expected a divisor other than 0, got 0'));
      expect(() => div(of(0), of(0))).toThrow(RangeError);
      expect(() => sqrt(of(-0.5))).toThrow(new RangeError('sqrt: expected an argument >= 0, got -0.5'));
      expect(() => of(Number.NaN)).toThrow(new RangeError('of: expected a finite double, got NaN'));
      expect(() => of(-Infinity)).toThrow(RangeError);
    }));
});

describe.each(['bigfloat', 'bignumber'] as const)('%s', (name) => {
  it('refuses the logarithm of 0 and less', () =>
    inEach(name, ({ of, log }) => {
      expect(() => log(of(0))).toThrow(new RangeError('log: expected a positive argument, got 0'));
      expect(() => log(of(-1))).toThrow(new RangeError('log: expected a positive argument, got -1'));
    }));

  it('has no -0 of its functions either', () =>
    inEach(name, ({ of, toNumber, exp, expm1, tanh, log }) => {
      for (const zero of [expm1(of(0)), tanh(of(-0)), log(of(1)), exp(of(-1e300))])
        expect(toNumber(zero)).toBe(0);
    }));

  it('has the digits asked for', () =>
    inArithmetic(name, 100, ({ of, add, sub, div, compare, neg }) => {
      const third = div(of(1), of(3));
      const error = sub(add(add(third, third), third), of(1));
      const size = compare(error, of(0)) < 0 ? neg(error) : error;
      // Three roundings of at most 1e-100 in 1, and no luck of rounding back to 1 at half the digits.
      expect(compare(size, of(1e-99))).toBeLessThan(0);
      expect(compare(sub(third, of(1 / 3)), of(0))).not.toBe(0);
    }));
});

describe.each(exact)('%s', (name) => {
  it.each(['exp', 'expm1', 'log', 'tanh'] as const)('has no %s', (operation) =>
    inEach(name, (arithmetic) => {
      expect(() => arithmetic[operation](arithmetic.of(0.5))).toThrow(new NoSuchFunction(name, operation));
    }),
  );
});
