/** The simplest fraction of an interval. */

export interface Fraction {
  readonly numerator: number;
  /** > 0 */
  readonly denominator: number;
}

/** `1/2`, `3` */
export const written = ({ numerator, denominator }: Fraction): string =>
  denominator === 1 ? String(numerator) : `${numerator}/${denominator}`;

/** Of a positive interval: the whole part first, then the same question of the reciprocal of what is left. */
const simplestPositive = (low: number, high: number, depth: number): Fraction | null => {
  const whole = Math.ceil(low);
  if (whole <= high) return { numerator: whole, denominator: 1 };
  if (depth === 0) return null;
  const floor = Math.floor(low);
  const rest = simplestPositive(1 / (high - floor), 1 / (low - floor), depth - 1);
  return rest && { numerator: floor * rest.numerator + rest.denominator, denominator: rest.numerator };
};

/**
 * The fraction with the smallest denominator in [low, high], 0 where that lies in it; null where its
 * numerator or denominator is above `largest`.
 */
export const simplestBetween = (low: number, high: number, largest: number): Fraction | null => {
  if (!(low <= high)) return null;
  if (low <= 0 && high >= 0) return { numerator: 0, denominator: 1 };
  const found = low > 0 ? simplestPositive(low, high, 40) : simplestPositive(-high, -low, 40);
  if (found === null || found.numerator > largest || found.denominator > largest) return null;
  return low > 0 ? found : { ...found, numerator: -found.numerator };
};
