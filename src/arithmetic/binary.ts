/** Numbers m * 2^e with an integer m, exactly: sums, products and order of any two of them. */

/** mantissa * 2^exponent; many pairs are the same number. */
export interface Binary {
  readonly mantissa: bigint;
  readonly exponent: number;
}

/** 0 */
export const zero: Binary = { mantissa: 0n, exponent: 0 };
/** 1 */
export const one: Binary = { mantissa: 1n, exponent: 0 };

// Numbers further apart than this are ordered by their leading bits alone, without aligning them.
const farApart = 4096;

const scratch = new DataView(new ArrayBuffer(8));

/** |integer|. */
export const magnitudeOf = (integer: bigint): bigint => (integer < 0n ? -integer : integer);

/** The number of bits of |integer|: 2^(n-1) <= |integer| < 2^n, and 0 for 0. */
export const bitLength = (integer: bigint): number => {
  const approximation = Number(integer);
  if (approximation === 0) return 0;
  if (Math.abs(approximation) === Infinity) return 1000 + bitLength(magnitudeOf(integer) >> 1000n);
  scratch.setFloat64(0, approximation);
  const head = scratch.getUint32(0);
  const length = ((head >>> 20) & 0x7ff) - 1022;
  // Only an integer rounded up to a power of two looks longer than it is.
  if ((head & 0xfffff) !== 0 || length <= 53) return length;
  return magnitudeOf(integer) >> BigInt(length - 1) === 0n ? length - 1 : length;
};

/** The number of zero bits below the lowest one bit of an integer other than 0. */
export const trailingZeros = (integer: bigint): number => bitLength(integer & -integer) - 1;

/** n with 2^(n-1) <= |value| < 2^n, of a value other than 0. */
export const topOf = ({ mantissa, exponent }: Binary): number => bitLength(mantissa) + exponent;

/** The number with the other sign. */
export const negated = ({ mantissa, exponent }: Binary): Binary => ({ mantissa: -mantissa, exponent });

/** left + right, exactly; the mantissa is as long as the distance between the two demands. */
export const sum = (left: Binary, right: Binary): Binary => {
  const gap = left.exponent - right.exponent;
  if (gap === 0) return { mantissa: left.mantissa + right.mantissa, exponent: left.exponent };
  if (!left.mantissa) return right;
  if (!right.mantissa) return left;
  return gap > 0
    ? { mantissa: (left.mantissa << BigInt(gap)) + right.mantissa, exponent: right.exponent }
    : { mantissa: left.mantissa + (right.mantissa << BigInt(-gap)), exponent: left.exponent };
};

/** left - right, exactly. */
export const difference = (left: Binary, right: Binary): Binary => sum(left, negated(right));

/** -1, 0 or 1 as an integer is below, at or above 0. */
const signOf = (integer: bigint): number => {
  if (!integer) return 0;
  return integer < 0n ? -1 : 1;
};

const compareFarApart = (left: Binary, right: Binary): number => {
  const sign = signOf(left.mantissa);
  if (sign !== signOf(right.mantissa)) return sign - signOf(right.mantissa);
  const apart = topOf(left) - topOf(right);
  return apart === 0 ? signOf(difference(left, right).mantissa) : sign * apart;
};

/** Negative, zero or positive as left <, =, > right, exactly. */
export const compare = (left: Binary, right: Binary): number => {
  if (!right.mantissa) return signOf(left.mantissa);
  if (!left.mantissa) return -signOf(right.mantissa);
  const gap = left.exponent - right.exponent;
  if (Math.abs(gap) > farApart) return compareFarApart(left, right);
  const leftUnits = gap > 0 ? left.mantissa << BigInt(gap) : left.mantissa;
  const rightUnits = gap < 0 ? right.mantissa << BigInt(-gap) : right.mantissa;
  if (leftUnits === rightUnits) return 0;
  return leftUnits < rightUnits ? -1 : 1;
};
