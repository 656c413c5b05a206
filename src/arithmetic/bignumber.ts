/** Decimal floating point as mathjs has it: the judge of our own arithmetics, too slow for a loop. */

import type { BigNumber } from 'mathjs';
import type { Arithmetic } from './arithmetic.ts';
import { divisionByZero, logarithmOf, outsideDomain, squareRootOf } from './domain.ts';
import { binaryOf } from './doubles.ts';

export type { BigNumber };

/** The number that a decimal text says, with all of its digits, whatever the working precision. */
type Read = (text: string) => BigNumber;

// Enough for the roundings of a few operations and of a sum of some hundred terms.
const guardDigits = 10;

/** Readers for two working precisions; mathjs is loaded here and not before, which takes half a second. */
const readers = async (digits: number): Promise<readonly [Read, Read]> => {
  const { bignumberDependencies, create } = await import('mathjs');
  const readerFor = (precision: number): Read => {
    const { bignumber } = create({ ...bignumberDependencies }, { precision });
    return (text) => bignumber(text);
  };
  return [readerFor(digits), readerFor(digits + guardDigits)];
};

/** m * 2^e is m * 5^-e * 10^e where e < 0: a finite decimal, exactly. */
const exactText = (double: number): string => {
  const { mantissa, exponent } = binaryOf(double);
  return exponent < 0
    ? `${mantissa * 5n ** BigInt(-exponent)}e${exponent}`
    : `${mantissa << BigInt(exponent)}`;
};

/** x + x^2/2! + x^3/3! + ..., until a term is below the last digit; for |x| < 1. */
const expm1Series = (x: BigNumber, digits: number): BigNumber => {
  let total = x;
  let term = x;
  for (let n = 2; !term.isZero() && term.e > total.e - digits; n += 1) {
    term = term.times(x).div(n);
    total = total.plus(term);
  }
  return total;
};

/** e^x - 1; mathjs's own expm1 subtracts, and loses every digit near 0. */
const expm1 = (x: BigNumber, digits: number): BigNumber =>
  x.abs().lessThan(0.5) ? expm1Series(x, digits) : x.exp().minus(1);

/** By e^-2|x|: mathjs's own takes the quotient of sinh and cosh, 0.1 s at 5000. */
const tanh = (x: BigNumber, digits: number): BigNumber => {
  const lowered = expm1(x.abs().times(-2), digits);
  const magnitude = lowered.neg().div(lowered.plus(2));
  return x.isNegative() ? magnitude.neg() : magnitude;
};

const finite = (value: BigNumber): BigNumber => {
  if (!value.isFinite()) throw outsideDomain('result', 'a finite number', value.toNumber());
  return value;
};

/** The four operations, log and sqrt, as mathjs rounds them; where it gives an infinity or NaN, RangeError. */
const operations = (zero: BigNumber) => {
  const unsigned = (value: BigNumber): BigNumber => (value.isZero() ? zero : finite(value));
  return {
    add: (left: BigNumber, right: BigNumber) => unsigned(left.plus(right)),
    sub: (left: BigNumber, right: BigNumber) => unsigned(left.minus(right)),
    mul: (left: BigNumber, right: BigNumber) => unsigned(left.times(right)),
    div: (left: BigNumber, right: BigNumber) => {
      if (right.isZero()) throw divisionByZero();
      return unsigned(left.div(right));
    },
    neg: (value: BigNumber) => unsigned(value.neg()),
    exp: (value: BigNumber) => unsigned(value.exp()),
    log: (value: BigNumber) => {
      if (value.lessThanOrEqualTo(0)) throw logarithmOf(value.toNumber());
      return unsigned(value.ln());
    },
    sqrt: (value: BigNumber) => {
      if (value.lessThan(0)) throw squareRootOf(value.toNumber());
      return unsigned(value.sqrt());
    },
  };
};

/**
 * mathjs BigNumber with this many significant digits; doubles are taken exactly.
 *
 * Every operation is off by at most one unit in the last digit. Division by 0, log of 0 or less, sqrt of
 * less than 0 and results from 10^(9e15) on are a RangeError. RangeError unless `digits` is a positive
 * integer.
 */
export const bigNumberArithmetic = async (digits: number): Promise<Arithmetic<BigNumber>> => {
  if (!Number.isInteger(digits) || digits < 1) throw outsideDomain('digits', 'a positive integer', digits);
  const [read, readWide] = await readers(digits);
  const zero = read('0');
  const guarded = (f: (x: BigNumber, digits: number) => BigNumber) => (value: BigNumber) => {
    if (value.isZero()) return zero;
    const wide = finite(f(readWide(value.toString()), digits + guardDigits));
    return read(wide.toSignificantDigits(digits).toString());
  };
  return {
    name: `bignumber-${digits}`,
    of: (double) => read(exactText(double)),
    toNumber: (value) => value.toNumber(),
    compare: (left, right) => left.comparedTo(right),
    ...operations(zero),
    expm1: guarded(expm1),
    tanh: guarded(tanh),
  };
};
