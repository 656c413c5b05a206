/** Rational numbers as mathjs has them: the judge of our own exact arithmetic. */

import type { Fraction } from 'mathjs';
import { type Arithmetic, NoSuchFunction } from './arithmetic.ts';
import { divisionByZero, squareRootOf } from './domain.ts';
import { binaryOf, nearestDoubleOfRatio } from './doubles.ts';
import { floorSqrt } from './floor-sqrt.ts';

export type { Fraction };

/** The reduced fraction of two integers. */
type Make = (numerator: bigint, denominator: bigint) => Fraction;

const name = 'fraction';

const missing = (operation: string) => (): never => {
  throw new NoSuchFunction(name, operation);
};

const toNumber = ({ s: sign, n, d }: Fraction): number => nearestDoubleOfRatio(sign * n, d);

const squareRootWith =
  (make: Make) =>
  (value: Fraction): Fraction => {
    if (value.s < 0n) throw squareRootOf(toNumber(value));
    const [numerator, denominator] = [floorSqrt(value.n), floorSqrt(value.d)];
    const isSquare = numerator * numerator === value.n && denominator * denominator === value.d;
    if (!isSquare) throw new NoSuchFunction(name, 'sqrt');
    return make(numerator, denominator);
  };

/**
 * mathjs Fraction: exact; doubles are taken exactly. mathjs is loaded here and not before.
 *
 * sqrt throws NoSuchFunction unless its argument is a square, exp, expm1, log and tanh always; a
 * division by 0 and a square root of less than 0 are a RangeError.
 */
export const fractionArithmetic = async (): Promise<Arithmetic<Fraction>> => {
  const mathjs = await import('mathjs');
  const make: Make = (numerator, denominator) => mathjs.fraction(numerator, denominator);
  return {
    name,
    of: (double) => {
      const { mantissa, exponent } = binaryOf(double);
      return exponent < 0 ? make(mantissa, 1n << BigInt(-exponent)) : make(mantissa << BigInt(exponent), 1n);
    },
    toNumber,
    add: (left, right) => left.add(right),
    sub: (left, right) => left.sub(right),
    mul: (left, right) => left.mul(right),
    div: (left, right) => {
      if (right.n === 0n) throw divisionByZero();
      return left.div(right);
    },
    neg: (value) => value.neg(),
    compare: (left, right) => left.compare(right),
    exp: missing('exp'),
    expm1: missing('expm1'),
    log: missing('log'),
    sqrt: squareRootWith(make),
    tanh: missing('tanh'),
  };
};
