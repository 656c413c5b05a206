import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NoSuchFunction } from './arithmetic.ts';
import { type Dyadic, dyadic } from './dyadic.ts';
import { fractionArithmetic } from './fraction.ts';
import { moderateDouble } from './test-operands.ts';

const { of, add, sub, mul, div, neg, compare, sqrt, toNumber } = dyadic;
const fraction = await fractionArithmetic();

const isSame = (left: Dyadic, right: Dyadic): boolean => compare(left, right) === 0;

/** The reduced fraction as text, by mathjs. */
const asFraction = ({ mantissa, exponent }: Dyadic): string =>
  fraction
    .of(0)
    .add(mantissa << BigInt(Math.max(0, exponent)), 1n << BigInt(Math.max(0, -exponent)))
    .toFraction();

/** Sums and products of doubles, so that mantissas are long and exponents far apart. */
const number = fc
  .tuple(moderateDouble, moderateDouble, moderateDouble)
  .map(([a, b, c]) => add(mul(of(a), of(b)), of(c)));

describe('dyadic rationals', () => {
  it.each(['add', 'sub', 'mul'] as const)('%s is exactly what mathjs Fraction says', (operation) => {
    fc.assert(
      fc.property(moderateDouble, moderateDouble, moderateDouble, (a, b, c) => {
        const ours = dyadic[operation](dyadic[operation](of(a), of(b)), of(c));
        const judge = fraction[operation](
          fraction[operation](fraction.of(a), fraction.of(b)),
          fraction.of(c),
        );
        return asFraction(ours) === judge.toFraction() && toNumber(ours) === fraction.toNumber(judge);
      }),
      { numRuns: 1000 },
    );
  });

  it('compare as mathjs Fraction does', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), moderateDouble, (a, b) => {
        const order = Math.sign(compare(of(a), of(b)));
        return order === Math.sign(fraction.compare(fraction.of(a), fraction.of(b)));
      }),
      { numRuns: 2000 },
    );
  });

  it('obey the laws of a commutative ring without any error', () => {
    fc.assert(
      fc.property(number, number, number, (a, b, c) => {
        expect(isSame(add(a, b), add(b, a))).toBe(true);
        expect(isSame(mul(a, b), mul(b, a))).toBe(true);
        expect(isSame(sub(add(a, b), b), a)).toBe(true);
        expect(isSame(add(add(a, b), c), add(a, add(b, c)))).toBe(true);
        expect(isSame(mul(a, add(b, c)), add(mul(a, b), mul(a, c)))).toBe(true);
        expect(isSame(add(a, neg(a)), of(0))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('divide where the quotient is one of them', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        fc.pre(compare(b, of(0)) !== 0);
        return isSame(div(mul(a, b), b), a);
      }),
      { numRuns: 2000 },
    );
  });

  it('have no third of one', () => {
    expect(() => div(of(1), of(3))).toThrow(NoSuchFunction);
    expect(() => div(of(1), of(-0.375))).toThrow('dyadic has no div: its values are not closed under it');
    expect(toNumber(div(of(3), of(-0.375)))).toBe(-8);
  });

  it('have the square roots of squares and no others', () => {
    fc.assert(fc.property(number, (a) => isSame(sqrt(mul(a, a)), compare(a, of(0)) < 0 ? neg(a) : a)));
    expect(() => sqrt(of(2))).toThrow('dyadic has no sqrt: its values are not closed under it');
    expect(() => sqrt(of(0.5))).toThrow(NoSuchFunction);
  });

  it('are ordered by their leading bits where aligning them would take gigabytes', () => {
    const far = { mantissa: 1n, exponent: 2 ** 40 };
    expect(compare(far, of(3))).toBeGreaterThan(0);
    expect(compare(neg(far), of(3))).toBeLessThan(0);
    expect(compare(of(-3), neg(far))).toBeGreaterThan(0);
    expect(compare({ mantissa: 1n << 5000n, exponent: -5000 }, of(1))).toBe(0);
    expect(compare({ mantissa: (1n << 5000n) + 1n, exponent: -5000 }, of(1))).toBeGreaterThan(0);
  });
});
