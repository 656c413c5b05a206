/** What the tests of the number systems have in common: operands, and mathjs as the judge of them. */

import fc from 'fast-check';
import { all, create } from 'mathjs';
import type { BigNumber } from './bignumber.ts';
import type { Binary } from './binary.ts';

/** Every finite double but -0, subnormals and the largest among them. */
export const finiteDouble = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((double) => (double === 0 ? 0 : double));

/** Doubles without the largest, whose exact sums and products with the smallest are long. */
export const moderateDouble = fc
  .double({ min: -1e30, max: 1e30, noNaN: true })
  .map((double) => (double === 0 ? 0 : double));

/** m * 2^e with m of up to this many bits. */
export const binaryUpTo = (bits: number, exponents: { readonly min: number; readonly max: number }) =>
  fc.record<Binary>({
    mantissa: fc
      .tuple(fc.bigInt({ min: -(1n << BigInt(bits)) + 1n, max: (1n << BigInt(bits)) - 1n }), fc.nat(bits - 1))
      .map(([mantissa, dropped]) => mantissa >> BigInt(dropped)),
    exponent: fc.integer(exponents),
  });

/** m * 2^e with all of its decimal digits; m 2^e is m 5^-e 10^e where e < 0. */
export const decimalText = ({ mantissa, exponent }: Binary): string =>
  exponent < 0 ? `${mantissa * 5n ** BigInt(-exponent)}e${exponent}` : `${mantissa << BigInt(exponent)}`;

/** mathjs at a working precision, which its operations round to, and binary numbers exactly as its own. */
export const judgeOf = (digits: number) => {
  const math = create({ ...all }, { number: 'BigNumber', precision: digits });
  const read = (text: string): BigNumber => math.bignumber(text);
  return { math, read, of: (binary: Binary): BigNumber => read(decimalText(binary)) };
};

/** |got - expected| / |expected|, and |got| where 0 is expected. */
export const relativeError = (got: BigNumber, expected: BigNumber): BigNumber => {
  const error = got.minus(expected).abs();
  return expected.isZero() ? error : error.div(expected.abs());
};
