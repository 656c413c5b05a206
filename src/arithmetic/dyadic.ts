/**
 * The dyadic rationals m * 2^e, exactly.
 *
 * Every double is one, and sums and products of them are again: a network of affine maps and
 * piecewise-linear activations never leaves them. Quotients do, save where they come out even.
 */

import { type Arithmetic, NoSuchFunction } from './arithmetic.ts';
import { type Binary, compare, difference, negated, one, sum, trailingZeros, zero } from './binary.ts';
import { divisionByZero, squareRootOf } from './domain.ts';
import { binaryOf, nearestDouble } from './doubles.ts';
import { floorSqrt } from './floor-sqrt.ts';

/** mantissa * 2^exponent. */
export type Dyadic = Binary;

const name = 'dyadic';

const missing = (operation: string) => (): never => {
  throw new NoSuchFunction(name, operation);
};

const product = (left: Dyadic, right: Dyadic): Dyadic => {
  if (left === one) return right;
  if (right === one) return left;
  const mantissa = left.mantissa * right.mantissa;
  return mantissa ? { mantissa, exponent: left.exponent + right.exponent } : zero;
};

const quotient = (left: Dyadic, right: Dyadic): Dyadic => {
  if (!right.mantissa) throw divisionByZero();
  const zeros = trailingZeros(right.mantissa);
  const odd = right.mantissa >> BigInt(zeros);
  if (left.mantissa % odd !== 0n) throw new NoSuchFunction(name, 'div');
  return { mantissa: left.mantissa / odd, exponent: left.exponent - right.exponent - zeros };
};

const squareRoot = (value: Dyadic): Dyadic => {
  if (value.mantissa < 0n) throw squareRootOf(nearestDouble(value));
  const odd = value.exponent % 2 === 0 ? 0 : 1;
  const square = value.mantissa << BigInt(odd);
  const root = floorSqrt(square);
  if (root * root !== square) throw new NoSuchFunction(name, 'sqrt');
  return { mantissa: root, exponent: (value.exponent - odd) / 2 };
};

/**
 * Exact arithmetic on dyadic rationals.
 *
 * div and sqrt throw NoSuchFunction where the result is no dyadic rational, the others always; a
 * division by 0 and a square root of less than 0 are a RangeError.
 */
export const dyadic: Arithmetic<Dyadic> = {
  name,
  of: (double) => (double === 1 ? one : binaryOf(double)),
  toNumber: nearestDouble,
  add: sum,
  sub: difference,
  mul: product,
  div: quotient,
  neg: negated,
  compare,
  exp: missing('exp'),
  expm1: missing('expm1'),
  log: missing('log'),
  sqrt: squareRoot,
  tanh: missing('tanh'),
};
