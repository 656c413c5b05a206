import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { BigFloat } from '../arithmetic/big-float.ts';
import { type Ball, ballArithmetic } from './ball.ts';
import { bigFloatBase, bigNumberBase, type FloatingPoint } from './floating-point.ts';
import { ball, balls, base, ignored, logOf, pointOf, precise, share } from './test-balls.ts';

const contains = ({ middle, radius }: Ball<BigFloat>, point: BigFloat): boolean =>
  radius === Number.POSITIVE_INFINITY || logOf(precise.sub(middle, point)) <= radius;

type Binary = 'add' | 'sub' | 'mul' | 'div';

type Unary = 'exp' | 'expm1' | 'log' | 'sqrt' | 'tanh' | 'neg';

const isRangeError = (work: () => unknown): boolean => {
  try {
    work();
    return false;
  } catch (error) {
    if (error instanceof RangeError) return true;
    throw error;
  }
};

describe('a ball', () => {
  it.each(['add', 'sub', 'mul', 'div'] as const)('holds the exact result of %s', (operation: Binary) => {
    let known = 0;
    fc.assert(
      fc.property(ball, ball, share, share, (left, right, s, t) => {
        const points = [pointOf(left, s), pointOf(right, t)] as const;
        fc.pre(!isRangeError(() => precise[operation](...points)));
        fc.pre(!isRangeError(() => balls[operation](left, right)));
        const result = balls[operation](left, right);
        if (result.radius < Number.POSITIVE_INFINITY) known += 1;
        expect(contains(result, precise[operation](...points))).toBe(true);
      }),
      { numRuns: 1500 },
    );
    expect(known).toBeGreaterThan(700);
  });

  it.each(['exp', 'expm1', 'log', 'sqrt', 'tanh', 'neg'] as const)(
    'holds the exact result of %s',
    (operation: Unary) => {
      let known = 0;
      fc.assert(
        fc.property(ball, share, (x, s) => {
          const point = pointOf(x, s);
          fc.pre(!['log', 'sqrt'].includes(operation) || precise.compare(point, precise.of(0)) > 0);
          fc.pre(!['exp', 'expm1'].includes(operation) || precise.compare(point, precise.of(1e9)) < 0);
          fc.pre(!isRangeError(() => balls[operation](x)));
          const result = balls[operation](x);
          if (result.radius < Number.POSITIVE_INFINITY) known += 1;
          expect(contains(result, precise[operation](point))).toBe(true);
        }),
        { numRuns: 1500 },
      );
      expect(known).toBeGreaterThan(500);
    },
  );

  it('stays exact while results are', () => {
    const { of, add, mul, div, sqrt, exp, log, tanh, sub } = balls;
    const exactOnes = [
      add(of(0.1), of(0.2)),
      mul(of(0.1), of(0.3)),
      div(of(1), of(4)),
      sqrt(of(25)),
      exp(of(0)),
      log(of(1)),
      tanh(of(0)),
      mul(of(0), exp(of(1))),
      sub(of(1e300), of(1e300)),
    ];
    for (const { radius } of exactOnes) expect(radius).toBe(Number.NEGATIVE_INFINITY);
    for (const { radius } of [div(of(1), of(3)), sqrt(of(2)), exp(of(1)), add(of(1e300), of(1e-300))])
      expect(radius).toBeGreaterThan(-1000);
  });

  it('knows how many digits cancelled', () => {
    // 1 - tanh(20) is about 2^-56.7: of 64 bits a handful are left, and of 400 over 340.
    const rest = <M>(arithmetic: Arithmetic<Ball<M>>) =>
      arithmetic.sub(arithmetic.of(1), arithmetic.tanh(arithmetic.of(20)));
    const digitsLost = <M>(point: FloatingPoint<M>): number => {
      const { middle, radius } = rest(ballArithmetic(point, ignored));
      return point.bits - (point.bottom(middle) - radius);
    };
    expect(digitsLost(bigFloatBase(64))).toBeGreaterThan(56);
    expect(digitsLost(bigFloatBase(64))).toBeLessThan(60);
    expect(digitsLost(bigFloatBase(400))).toBeLessThan(60);
  });

  it('divided by one that holds 0 knows nothing', () => {
    const around0: Ball<BigFloat> = { middle: base.arithmetic.of(1e-9), radius: -20 };
    expect(balls.div(balls.of(1), around0).radius).toBe(Number.POSITIVE_INFINITY);
    expect(balls.log(around0).radius).toBe(Number.POSITIVE_INFINITY);
    expect(balls.add(balls.of(1), balls.log(around0)).radius).toBe(Number.POSITIVE_INFINITY);
  });

  it('tells of every comparison that its radius leaves open', () => {
    let ties = 0;
    const { of, compare, exp, sub } = ballArithmetic(base, () => {
      ties += 1;
    });
    const e = exp(of(1));
    expect([compare(e, of(2.7)), compare(of(2.7), e), compare(of(1), of(1)), compare(e, e)]).toEqual([
      1, -1, 0, 0,
    ]);
    expect(ties).toBe(0);
    expect(compare(sub(e, exp(of(1))), of(0))).toBe(0);
    expect(ties).toBe(1);
  });
});

describe('balls over mathjs', () => {
  it('hold the same numbers, to the same double', async () => {
    const decimal = await bigNumberBase(40);
    const theirs = ballArithmetic(decimal, ignored);
    const ours = ballArithmetic(bigFloatBase(300), ignored);
    for (const x of [-30, -0.4, 1e-9, 0.7, 5, 25]) {
      for (const operation of ['exp', 'expm1', 'tanh'] as const) {
        const result = theirs[operation](theirs.of(x));
        expect(theirs.toNumber(result)).toBe(ours.toNumber(ours[operation](ours.of(x))));
        // One rounding: the radius is 2^-bits of the value, which is known to a factor of 16.
        expect(result.radius - decimal.top(result.middle)).toBe(-decimal.bits);
        expect(decimal.top(result.middle) - decimal.bottom(result.middle)).toBeLessThanOrEqual(5);
      }
    }
  });
});
