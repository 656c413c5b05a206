/** The number formats that subjects are emulated in. */

import { type Precision, type PrecisionName, precision } from '../../bounds/precision.ts';
import { type Numbers, roundedNumbers } from '../emulation/numbers.ts';
import type { Style } from '../emulation/style.ts';
import type { Emulation } from '../emulation/sums.ts';

/** A format and the wider one that its sums are kept in, if any. */
export interface Format {
  readonly name: string;
  readonly precision: Precision;
  /** An emulated subject of this format in a style. */
  readonly subject: (style: Style) => Emulation<number>;
}

const manners = (format: Precision) => {
  const made = new Map<string, Numbers<number>>();
  return ({ underflow, functions }: Style): Numbers<number> => {
    const key = `${underflow} ${functions}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const numbers = roundedNumbers(format, { flush: underflow === 'flush', functions });
    made.set(key, numbers);
    return numbers;
  };
};

const formatOf = (name: PrecisionName, wider?: PrecisionName): Format => {
  const numbersFor = manners(precision(name));
  if (wider === undefined)
    return { name, precision: precision(name), subject: (style) => ({ numbers: numbersFor(style), style }) };
  const accumulator = roundedNumbers(precision(wider));
  return {
    name: `${name}, sums in ${wider}`,
    precision: precision(name, wider),
    subject: (style) => ({ numbers: numbersFor(style), style, accumulator }),
  };
};

/** What references are computed in. */
export const float64: Format = formatOf('float64');

/** In the order of the report. */
export const formats: readonly Format[] = [
  float64,
  formatOf('float32'),
  formatOf('bfloat16'),
  formatOf('bfloat16', 'float32'),
  formatOf('float16'),
];
