/** Numbers as text: 40 digits of those that go on, all of those that do not. */

import { type Binary, magnitudeOf, topOf, trailingZeros } from './binary.ts';

/** Significant digits of a number that is written as a decimal. */
export const writtenDigits = 40;

// Where JavaScript and decimal.js begin to write exponents.
const isPlain = (power: number): boolean => power > -7 && power < 21;

/** `-0.00125` or `1.25e-9` from the digits and the power of ten of the first of them. */
const decimal = (sign: string, digits: string, power: number): string => {
  const kept = digits.replace(/0+$/, '');
  if (isPlain(power)) {
    const padded = kept.padEnd(power + 1, '0').padStart(kept.length + Math.max(0, -power), '0');
    const whole = padded.slice(0, Math.max(1, power + 1));
    const rest = padded.slice(whole.length);
    return `${sign}${whole}${rest === '' ? '' : '.'}${rest}`;
  }
  const rest = kept.slice(1);
  return `${sign}${kept.slice(0, 1)}${rest === '' ? '' : '.'}${rest}e${power < 0 ? '' : '+'}${power}`;
};

/** numerator / denominator to the nearest integer, halves upwards. */
const nearestQuotient = (numerator: bigint, denominator: bigint): bigint =>
  (2n * numerator + denominator) / (2n * denominator);

/** |value| / 10^power as the nearest integer. */
const inUnitsOf = ({ mantissa, exponent }: Binary, power: number): bigint => {
  const twos = 1n << BigInt(Math.abs(exponent));
  const tens = 10n ** BigInt(Math.abs(power));
  const numerator = magnitudeOf(mantissa) * (exponent > 0 ? twos : 1n) * (power < 0 ? tens : 1n);
  return nearestQuotient(numerator, (exponent < 0 ? twos : 1n) * (power > 0 ? tens : 1n));
};

/** m * 2^e as a decimal, rounded to the nearest of 40 significant digits; halves away from 0. */
export const writeDecimal = (value: Binary): string => {
  if (!value.mantissa) return '0';
  // At most one too high, which is then visible as a missing digit.
  const guess = Math.ceil(topOf(value) * Math.log10(2));
  const power = [guess, guess - 1, guess - 2].find(
    (each) => inUnitsOf(value, each - writtenDigits + 1) >= 10n ** BigInt(writtenDigits - 1),
  );
  if (power === undefined) throw new RangeError(`written: expected a power of ten near ${guess}, got none`);
  const digits = String(inUnitsOf(value, power - writtenDigits + 1));
  return decimal(value.mantissa < 0n ? '-' : '', digits, power);
};

/** `3/8`, or `3` where the denominator is 1. */
export const writeRatio = (numerator: bigint, denominator: bigint): string =>
  denominator === 1n ? String(numerator) : `${numerator}/${denominator}`;

/** m * 2^e as a reduced fraction. */
export const writeDyadic = ({ mantissa, exponent }: Binary): string => {
  if (exponent >= 0 || !mantissa) return String(mantissa << BigInt(Math.max(0, exponent)));
  const shared = BigInt(Math.min(trailingZeros(mantissa), -exponent));
  return writeRatio(mantissa >> shared, 1n << (BigInt(-exponent) - shared));
};
