import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binaryOf } from './doubles.ts';
import { inArithmetic } from './named.ts';
import { binaryUpTo, finiteDouble, judgeOf } from './test-operands.ts';
import { writeDecimal, writeDyadic, writeRatio } from './written.ts';

describe('writeDecimal', () => {
  it('writes what mathjs writes', () => {
    const judge = judgeOf(60);
    fc.assert(
      fc.property(binaryUpTo(300, { min: -400, max: 300 }), (value) => {
        const rounded = judgeOf(40).math.bignumber(judge.of(value).toSignificantDigits(40));
        expect(writeDecimal(value)).toBe(rounded.toString());
      }),
      { numRuns: 300 },
    );
  });

  it('reads back as the double it was', () => {
    fc.assert(
      fc.property(finiteDouble, (double) => Object.is(Number(writeDecimal(binaryOf(double))), double)),
      { numRuns: 1000 },
    );
  });

  it.each([
    [0, '0'],
    [-1, '-1'],
    [1200, '1200'],
    [0.125, '0.125'],
    [-0.0009765625, '-0.0009765625'],
    [2 ** -30, '9.31322574615478515625e-10'],
    [0.1, '0.1000000000000000055511151231257827021182'],
    [2 ** 80, '1.208925819614629174706176e+24'],
    // 2^133 - 2^80 has 41 digits; the last one is rounded away.
    [(2 ** 53 - 1) * 2 ** 80, '1.088903574147002962190216782318740806042e+40'],
  ])('writes %s', (double, text) => {
    expect(writeDecimal(binaryOf(double))).toBe(text);
  });

  it('carries when rounding up gives another digit', () => {
    // 10^45 - 1 rounds to 10^45.
    expect(writeDecimal({ mantissa: 10n ** 45n - 1n, exponent: 0 })).toBe('1e+45');
  });
});

it('writes dyadic numbers as reduced fractions', () => {
  expect(writeDyadic({ mantissa: 12n, exponent: -5 })).toBe('3/8');
  expect(writeDyadic({ mantissa: -12n, exponent: -2 })).toBe('-3');
  expect(writeDyadic({ mantissa: 0n, exponent: -7 })).toBe('0');
  expect(writeDyadic({ mantissa: 3n, exponent: 4 })).toBe('48');
  expect(writeRatio(-2n, 1n)).toBe('-2');
});

it('every number system writes its numbers', async () => {
  const texts = await Promise.all(
    (['float64', 'bigfloat', 'bignumber', 'dyadic', 'fraction'] as const).map((name) =>
      inArithmetic(name, 60, ({ of, neg }, write) => write(neg(of(0.1)))),
    ),
  );
  expect(texts).toEqual([
    -0.1,
    '-0.1000000000000000055511151231257827021182',
    '-0.1000000000000000055511151231257827021182',
    '-3602879701896397/36028797018963968',
    '-3602879701896397/36028797018963968',
  ]);
});
