import { describe, expect, it } from 'vitest';
import { readDecimal, roundsTo } from './fixture-decimals.ts';

describe('readDecimal', () => {
  it.each([
    ['0', 0n, 0],
    ['0.7514', 7514n, -4],
    ['-0.0228', -228n, -4],
    ['0.511301270', 511301270n, -9],
    ['12', 12n, 0],
    ['-1.88e-12', -188n, -14],
    ['3e5', 3n, 5],
  ])('reads %s as an integer times a power of ten', (text, digits, exponent) => {
    expect(readDecimal(text)).toEqual({ digits, exponent });
  });

  it.each(['', '.5', '1.', '1,5', 'NaN', '0x10', ' 1', '1e+5', '--1'])('refuses %j', (text) => {
    expect(() => readDecimal(text)).toThrow(`expected a decimal number, got ${JSON.stringify(text)}`);
  });
});

describe('roundsTo', () => {
  it.each([
    ['0.29837110876', '0.2984'],
    ['0.29835', '0.2984'],
    ['0.29835', '0.2983'],
    ['-0.29837', '-0.2984'],
    ['1.1059', '1.106'],
    ['0.4999999999999999999999999999999999999999', '0'],
    ['4.54e-5', '0'],
    ['0.99995', '1'],
    ['0.561370121107989', '0.561370121'],
    ['1250', '1250'],
    ['2e3', '2000'],
  ])('accepts %s printed as %s', (exact, printed) => {
    expect(roundsTo(exact, printed)).toBe(true);
  });

  it.each([
    ['0.2983499999999999999999999999999999999999', '0.2984'],
    ['0.2984500000000000000000000000000000000001', '0.2984'],
    ['0.29837', '-0.2984'],
    ['0.5000000000000000000000000000000000000001', '0'],
    ['0.7514', '0.75140001'],
    ['2.1e3', '2000'],
  ])('rejects %s printed as %s, however near', (exact, printed) => {
    expect(roundsTo(exact, printed)).toBe(false);
  });
});
