/** The number formats a subject may declare, as the constants that error analysis needs. */

export type PrecisionName = 'float64' | 'float32' | 'float16' | 'bfloat16';

/** A format of floating-point numbers, as far as bounds depend on it. */
export interface Precision {
  readonly name: PrecisionName;
  /** u: half the distance from 1 to the next number. */
  readonly unitRoundoff: number;
  /** u of the sums, when they are kept in a wider format. */
  readonly accumulation: number;
  /** omega: the smallest normal number; below it a subject may flush to zero. */
  readonly smallestNormal: number;
  readonly largest: number;
}

type Format = Omit<Precision, 'name' | 'accumulation'>;

const formats: Readonly<Record<PrecisionName, Format>> = {
  float64: { unitRoundoff: 2 ** -53, smallestNormal: 2 ** -1022, largest: Number.MAX_VALUE },
  float32: { unitRoundoff: 2 ** -24, smallestNormal: 2 ** -126, largest: (2 - 2 ** -23) * 2 ** 127 },
  float16: { unitRoundoff: 2 ** -11, smallestNormal: 2 ** -14, largest: 65504 },
  bfloat16: { unitRoundoff: 2 ** -8, smallestNormal: 2 ** -126, largest: (2 - 2 ** -7) * 2 ** 127 },
};

/** The constants of a format, with sums kept in `accumulation` where that is wider. */
export const precision = (name: PrecisionName, accumulation: PrecisionName = name): Precision => ({
  name,
  ...formats[name],
  accumulation: Math.min(formats[name].unitRoundoff, formats[accumulation].unitRoundoff),
});

/** Veltkamp's splitting: the double nearest to x that has no more bits than the format. */
const roundSignificand = (x: number, unitRoundoff: number): number => {
  const stretched = x * (unitRoundoff * 2 ** 53) + x;
  return stretched - (stretched - x);
};

/** The number of the format nearest to the double `x`; the infinities are kept, and so is what overflows. */
export const roundedTo = (x: number, { unitRoundoff, smallestNormal }: Precision): number => {
  if (unitRoundoff === 2 ** -53 || !Number.isFinite(x)) return x;
  if (Math.abs(x) >= smallestNormal) return roundSignificand(x, unitRoundoff);
  // Subnormal numbers are as far apart as those next to the smallest normal one.
  const shift = x < 0 ? -smallestNormal : smallestNormal;
  return roundSignificand(x + shift, unitRoundoff) - shift;
};

/** True when the double `x` is a number of the format, subnormal ones included; never for NaN or infinity. */
export const representable = (x: number, { unitRoundoff, smallestNormal, largest }: Precision): boolean => {
  const magnitude = Math.abs(x);
  if (!(magnitude <= largest)) return false;
  if (unitRoundoff === 2 ** -53) return true;
  if (magnitude < smallestNormal) return Number.isInteger(magnitude / smallestNormal / (2 * unitRoundoff));
  return roundSignificand(magnitude, unitRoundoff) === magnitude;
};
