/** The number systems by name, as a user asks for them. */

import type { Arithmetic } from './arithmetic.ts';
import { bigFloat } from './big-float.ts';
import { bigNumberArithmetic } from './bignumber.ts';
import { dyadic } from './dyadic.ts';
import { float64 } from './float64.ts';
import { fractionArithmetic } from './fraction.ts';
import { writeDecimal, writeDyadic, writeRatio, writtenDigits } from './written.ts';

/** Floating point, binary and decimal, then exact; bignumber and fraction are mathjs's. */
export const arithmeticNames = ['float64', 'bigfloat', 'bignumber', 'dyadic', 'fraction'] as const;

/** What a user asks for. */
export type ArithmeticName = (typeof arithmeticNames)[number];

/** A number as JSON can hold it: a double, or the text of what is no double. */
export type Written = number | string;

/** Something that can be done in any number system; `write` gives 40 digits of a number, or a fraction. */
export type InAnyArithmetic<R> = <T>(arithmetic: Arithmetic<T>, write: (value: T) => Written) => R;

/** Bits enough for this many decimal digits. */
const bitsFor = (digits: number): number => Math.max(64, Math.ceil(digits * Math.log2(10)));

/**
 * Does the work in the named number system, loading it first.
 *
 * `digits` is the working precision of bigfloat and bignumber, and nothing to the others. The caller
 * chooses it: a difference of nearly equal numbers, as 1 - sigmoid(200), loses as many digits as they
 * share.
 */
export const inArithmetic = async <R>(
  name: ArithmeticName,
  digits: number,
  work: InAnyArithmetic<R>,
): Promise<R> => {
  switch (name) {
    case 'float64':
      return work(float64, (value) => value);
    case 'bigfloat':
      return work(bigFloat(bitsFor(digits)), writeDecimal);
    case 'bignumber':
      return work(await bigNumberArithmetic(digits), (value) =>
        value.toSignificantDigits(writtenDigits).toString(),
      );
    case 'dyadic':
      return work(dyadic, writeDyadic);
    case 'fraction':
      return work(await fractionArithmetic(), ({ s: sign, n, d }) => writeRatio(sign * n, d));
  }
};
