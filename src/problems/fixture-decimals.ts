/** The decimals of fixtures as exact numbers, and against the digits in print. */

import type { Decimal } from './fixture.ts';

/** digits * 10^exponent */
export interface ScaledInteger {
  readonly digits: bigint;
  readonly exponent: number;
}

const notation = /^(-?)(\d+)(?:\.(\d+))?(?:e(-?\d+))?$/;

/**
 * The decimal as an integer times a power of ten; trailing zeros are kept, so that the exponent is the
 * last place written.
 *
 * @throws RangeError when the text is not a decimal.
 */
export const readDecimal = (decimal: Decimal): ScaledInteger => {
  const parts = notation.exec(decimal);
  if (parts === null) throw new RangeError(`expected a decimal number, got ${JSON.stringify(decimal)}`);
  const [, sign = '', whole = '', fraction = '', power = '0'] = parts;
  return { digits: BigInt(`${sign}${whole}${fraction}`), exponent: Number(power) - fraction.length };
};

const times = ({ digits, exponent }: ScaledInteger, scale: number): bigint =>
  digits * 10n ** BigInt(exponent - scale);

const size = (number: bigint): bigint => (number < 0n ? -number : number);

/** True when the exact value lies within half a unit of the last printed place; compared exactly. */
export const roundsTo = (exact: Decimal, printed: Decimal): boolean => {
  const [value, shown] = [readDecimal(exact), readDecimal(printed)];
  const scale = Math.min(value.exponent, shown.exponent);
  const unit = times({ digits: 1n, exponent: shown.exponent }, scale);
  return 2n * size(times(value, scale) - times(shown, scale)) <= unit;
};
