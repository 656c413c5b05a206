/** Numbers counted by the power of two that each is rounded up to. */

export interface ExponentCounts {
  /** Counts a number that is not negative. */
  readonly add: (value: number) => void;
  /** How many there were by exponent; those of 0 and of infinity have infinite ones. */
  readonly counts: () => Readonly<Record<string, number>>;
}

/** Exponents that nearly all relative errors have are counted in a list, which is faster than a map. */
const usual = { from: -96, length: 128 };

const bits = new DataView(new ArrayBuffer(8));

/** The least e with value <= 2^e. Read off the bits of a normal number: an answer may hold a million. */
const exponentAbove = (value: number): number => {
  bits.setFloat64(0, value);
  const biased = bits.getUint16(0) >>> 4;
  if (biased === 0 || biased === 2047) return Math.ceil(Math.log2(value));
  const exponent = biased - 1023;
  return value > 2 ** exponent ? exponent + 1 : exponent;
};

/** Counts nothing yet. */
export const exponentCounts = (): ExponentCounts => {
  const near = Array.from({ length: usual.length }, () => 0);
  const far = new Map<number, number>();
  return {
    add: (value) => {
      const exponent = exponentAbove(value);
      const counted = near[exponent - usual.from];
      if (counted === undefined) far.set(exponent, (far.get(exponent) ?? 0) + 1);
      else near[exponent - usual.from] = counted + 1;
    },
    counts: () => {
      const entries = near.map((count, index): [number, number] => [index + usual.from, count]);
      return Object.fromEntries([...entries.filter(([, count]) => count > 0), ...far]);
    },
  };
};
