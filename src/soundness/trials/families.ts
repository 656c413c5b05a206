/** The kinds of nets that stress rounding in different ways. */

/** What a family is, and how often it is drawn. */
interface FamilyFacts {
  readonly says: string;
  /** Relative frequency among the drawn problems. */
  readonly weight: number;
  /** Size of the drawn weights and biases. */
  readonly size: number;
}

/** By name, in the order of the report. */
export const familyFacts = {
  small: {
    says: '1 or 2 layers of 1 or 2 units, weights in (-1, 1): single roundings show',
    weight: 3,
    size: 1,
  },
  benign: { says: '1 to 3 layers of 1 to 5 units, weights and inputs in (-1, 1)', weight: 4, size: 1 },
  dyadic: { says: 'all numbers multiples of 1/64: much is exact', weight: 3, size: 1 },
  cancel: { says: 'pre-activations cancel to 1e-4 of their terms, weights up to 100', weight: 3, size: 1 },
  saturate: { says: 'weights in (-12, 12): sigmoids and tanhs near their limits', weight: 3, size: 12 },
  big: { says: 'weights in (-30, 30)', weight: 3, size: 30 },
  deep: { says: '8 layers of 1 to 5 units', weight: 1.5, size: 1 },
  wide: { says: '1 or 2 layers 64 wide, up to 4 examples', weight: 0.3, size: 0.6 },
  tiny: { says: 'inputs of size 1e-30 (float64: also 1e-200), any scale', weight: 3, size: 1 },
  scaled: {
    says: 'weights times 2^-6 to 2^6, scale from 2^-131 to 2^30 (float64: also 2^-1060 to 2^300)',
    weight: 3,
    size: 1,
  },
  'at-target': { says: 'targets within 5e-7 of the outputs: residuals cancel', weight: 2, size: 1 },
  kink: { says: 'integers from -2 to 2: pre-activations and margins of exactly 0', weight: 3, size: 1 },
} as const satisfies Readonly<Record<string, FamilyFacts>>;

/** A kind of problems that are drawn. */
export type Family = keyof typeof familyFacts;

/** Every family, in the order of the report. */
export const families = Object.keys(familyFacts) as readonly Family[];

/** A family, drawn by its weight. */
export const drawFamily = (random: () => number): Family => {
  const total = families.reduce((sum, family) => sum + familyFacts[family].weight, 0);
  let left = random() * total;
  for (const family of families) {
    left -= familyFacts[family].weight;
    if (left < 0) return family;
  }
  return 'benign';
};
