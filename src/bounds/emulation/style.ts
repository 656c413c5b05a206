/** The ways in which correct subjects differ: each combination is one emulated subject. */

export interface Style {
  readonly order: 'sequential' | 'reversed' | 'pairwise';
  readonly slope: 'from-a' | 'from-z' | 'composed';
  readonly elementary: 'library' | 'exponentials';
  readonly softmax: 'shifted' | 'unshifted' | 'logarithm';
  readonly jacobian: 'diagonal' | 'full' | 'composed';
  readonly loss: 'fused' | 'unfused';
  readonly scale: 'early' | 'late';
  readonly penalty: 'first' | 'last';
}

export const plainStyle: Style = {
  order: 'sequential',
  slope: 'from-z',
  elementary: 'library',
  softmax: 'shifted',
  jacobian: 'diagonal',
  loss: 'fused',
  scale: 'early',
  penalty: 'last',
};

const choices: { readonly [Choice in keyof Style]: readonly Style[Choice][] } = {
  order: ['sequential', 'reversed', 'pairwise'],
  slope: ['from-a', 'from-z', 'composed'],
  elementary: ['library', 'exponentials'],
  softmax: ['shifted', 'unshifted', 'logarithm'],
  jacobian: ['diagonal', 'full', 'composed'],
  loss: ['fused', 'unfused'],
  scale: ['early', 'late'],
  penalty: ['first', 'last'],
};

/** One of the given values, chosen by a number in [0, 1). */
export const pick = <T>(values: readonly T[], random: () => number): T => {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new RangeError('expected at least 1 value, got 0');
  return value;
};

/** A style drawn at random. */
export const randomStyle = (random: () => number): Style => ({
  order: pick(choices.order, random),
  slope: pick(choices.slope, random),
  elementary: pick(choices.elementary, random),
  softmax: pick(choices.softmax, random),
  jacobian: pick(choices.jacobian, random),
  loss: pick(choices.loss, random),
  scale: pick(choices.scale, random),
  penalty: pick(choices.penalty, random),
});
