/** Perturbed arguments are evaluated in the same arithmetic, with errors of their own that are added. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bigFloat } from '../../arithmetic/big-float.ts';
import { complexFloat64 } from '../../arithmetic/complex.ts';
import type { Approximate } from './part-errors.ts';
import { withErrors } from './with-errors.ts';

const arithmetic = withErrors(complexFloat64);

const exact = (re: number, im: number): Approximate => ({ re, im, reError: 0, imError: 0 });

interface Moved {
  /** Known to within its errors. */
  readonly known: Approximate;
  /** A number within these errors. */
  readonly actual: Approximate;
}

const share = fc.constantFrom(-1, -0.5, 0, 0.5, 1);
// Powers of two beside numbers of few digits: what is within the errors is so exactly.
const size = fc.constantFrom(0, 2 ** -30, 2 ** -20, 2 ** -10, 2 ** -6);
const short = (low: number, high: number) =>
  fc.integer({ min: low * 1024, max: high * 1024 }).map((value) => value / 1024);

/** A number whose real part is between the two given, or minus that where `signed`. */
const moved = (low: number, high: number): fc.Arbitrary<Moved> =>
  fc
    .record({
      re: short(low, high),
      im: short(-0.5, 0.5),
      reError: size,
      imError: size,
      up: share,
      across: share,
    })
    .map(({ re, im, reError, imError, up, across }) => ({
      known: { re, im, reError, imError },
      actual: exact(re + up * reError, im + across * imError),
    }));

/** Error over what is allowed, per part, 0 where there is none; NaN where either is not finite. */
const ratios = (known: Approximate, actual: Approximate): readonly number[] => [
  Math.abs(known.re - actual.re) / (known.reError + actual.reError + Number.MIN_VALUE),
  Math.abs(known.im - actual.im) / (known.imError + actual.imError + Number.MIN_VALUE),
];

const sample = <T>(arbitrary: fc.Arbitrary<T>): T[] => fc.sample(arbitrary, { seed: 1, numRuns: 2000 });

const isIn = (ratio: number): boolean => ratio <= 1;

/** Sound everywhere, and nearly reached somewhere. */
const expectTight = (found: readonly number[], least: number) => {
  expect(found.filter((ratio) => !isIn(ratio))).toEqual([]);
  expect(Math.max(...found)).toBeGreaterThan(least);
};

describe('what arguments within their errors give is within the errors of the result', () => {
  it.each([
    ['exp', -3, 3],
    ['expm1', -3, 3],
    ['tanh', -3, 3],
    ['log', 0.125, 8],
    ['sqrt', 0.125, 8],
  ] as const)('%s', (name, low, high) => {
    const found = sample(moved(low, high)).flatMap(({ known, actual }) =>
      ratios(arithmetic[name](known), arithmetic[name](actual)),
    );
    expectTight(found, 0.7);
  });

  it.each(['add', 'sub', 'mul', 'div'] as const)('%s', (name) => {
    const pairs = sample(fc.tuple(moved(-3, 3), moved(1, 4)));
    const found = pairs.flatMap(([left, right]) =>
      ratios(arithmetic[name](left.known, right.known), arithmetic[name](left.actual, right.actual)),
    );
    expectTight(found, 0.7);
  });

  it('div by a number whose imaginary part is the larger', () => {
    const turned = ({ re, im, reError, imError }: Approximate): Approximate => ({
      re: -im,
      im: re,
      reError: imError,
      imError: reError,
    });
    const pairs = sample(fc.tuple(moved(-3, 3), moved(1, 4)));
    const found = pairs.flatMap(([left, right]) =>
      ratios(
        arithmetic.div(left.known, turned(right.known)),
        arithmetic.div(left.actual, turned(right.actual)),
      ),
    );
    expectTight(found, 0.7);
  });
});

describe('roundings', () => {
  const third = 1 / 3;

  it('a sum of n terms is off by less than n u of it', () => {
    let sum = arithmetic.of(0);
    for (let count = 0; count < 1000; count += 1) sum = arithmetic.add(sum, arithmetic.of(0.1));
    // 1000 times the double nearest to 0.1 is 100.000000000000005551 by its exact value 0.1 + 5.551e-18.
    expect(Math.abs(sum.re - 100) <= sum.reError + 6e-15).toBe(true);
    expect(Math.abs(sum.re - 100)).toBeGreaterThan(1e-13);
    expect(sum.reError).toBeLessThan(1000 * 2 ** -53 * 101);
    expect(sum.imError).toBe(0);
  });

  it('a part of a quotient that nearly cancels is off by the roundings of what cancelled', () => {
    const precise = bigFloat(300);
    const { add, sub, mul, div, of, toNumber } = precise;
    const random = fc.sample(fc.tuple(moved(1, 2), moved(1, 2)), { seed: 2, numRuns: 2000 });
    const found = random.map(([{ known: x }, { known: y }]) => {
      // Re (x / y) |y|^2 = a c + b d: with a = -b d / c, rounded, only roundings are left of it.
      const [b, c, d] = [x.re / 3, y.re / 7, y.im / 7 + 0.01];
      const a = (-b * d) / c;
      const exactRe = div(
        add(mul(of(a), of(c)), mul(of(b), of(d))),
        add(mul(of(c), of(c)), mul(of(d), of(d))),
      );
      const { re, reError } = arithmetic.div(exact(a, b), exact(c, d));
      return Math.abs(toNumber(sub(of(re), exactRe))) / reError;
    });
    expectTight(found, 0.3);
  });

  it('an imaginary part of 1e-30 has an error in its last digits', () => {
    const value = exact(third, 1e-30);
    for (const name of ['exp', 'expm1', 'log', 'sqrt', 'tanh'] as const) {
      const { im, imError } = arithmetic[name](value);
      expect(imError, name).toBeGreaterThan(0);
      expect(imError / Math.abs(im), name).toBeLessThan(100 * 2 ** -53);
    }
    const { im, imError } = arithmetic.div(value, exact(0.7, -3e-30));
    expect(imError / Math.abs(im)).toBeLessThan(20 * 2 ** -53);
  });
});

describe('nothing is known', () => {
  const isUnknown = ({ reError, imError }: Approximate) =>
    !Number.isFinite(reError) && !Number.isFinite(imError);

  it.each([
    ['a divisor that may be 0', arithmetic.div(exact(1, 0), { ...exact(2 ** -20, 0), reError: 2 ** -20 })],
    ['a logarithm of what may be 0', arithmetic.log({ ...exact(1, 0), reError: 1 })],
    ['a root of what may be negative', arithmetic.sqrt({ ...exact(1, 0), reError: 1 })],
    ['an angle beyond 1', arithmetic.exp(exact(0, 1.5))],
    ['an error that is already infinite', arithmetic.exp({ ...exact(0, 0.5), reError: Infinity })],
    ['a hyperbolic tangent of a wide argument', arithmetic.tanh({ ...exact(0, 0.5), imError: 0.5 })],
  ])('of %s', (_, value) => {
    expect(isUnknown(value)).toBe(true);
  });
});
