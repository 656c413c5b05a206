/** The ways in which correct subjects differ: each combination is one emulated subject. */

/** How a subject of one precision goes about it. */
export interface Style {
  readonly order: 'sequential' | 'reversed' | 'pairwise' | 'blocked';
  readonly products: 'rounded' | 'fused';
  readonly slope: 'from-a' | 'from-z' | 'composed';
  readonly elementary: 'library' | 'exponentials';
  readonly functions: 'nearest' | 'inexact';
  readonly softmax: 'shifted' | 'unshifted' | 'logarithm';
  readonly jacobian: 'diagonal' | 'full' | 'composed';
  readonly loss: 'fused' | 'unfused';
  readonly scale: 'early' | 'at-delta' | 'late';
  readonly scaleAs: 'factor' | 'divisor';
  readonly penalty: 'first' | 'last';
  readonly underflow: 'gradual' | 'flush';
}

/** The first of every choice: what other styles are simplified to. */
export const plainStyle: Style = {
  order: 'sequential',
  products: 'rounded',
  slope: 'from-z',
  elementary: 'library',
  functions: 'nearest',
  softmax: 'shifted',
  jacobian: 'diagonal',
  loss: 'fused',
  scale: 'early',
  scaleAs: 'factor',
  penalty: 'last',
  underflow: 'gradual',
};

/** Every choice of every kind. */
export const choices: { readonly [Choice in keyof Style]: readonly Style[Choice][] } = {
  order: ['sequential', 'reversed', 'pairwise', 'blocked'],
  products: ['rounded', 'fused'],
  slope: ['from-a', 'from-z', 'composed'],
  elementary: ['library', 'exponentials'],
  functions: ['nearest', 'inexact'],
  softmax: ['shifted', 'unshifted', 'logarithm'],
  jacobian: ['diagonal', 'full', 'composed'],
  loss: ['fused', 'unfused'],
  scale: ['early', 'at-delta', 'late'],
  scaleAs: ['factor', 'divisor'],
  penalty: ['first', 'last'],
  underflow: ['gradual', 'flush'],
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
  products: pick(choices.products, random),
  slope: pick(choices.slope, random),
  elementary: pick(choices.elementary, random),
  functions: pick(choices.functions, random),
  softmax: pick(choices.softmax, random),
  jacobian: pick(choices.jacobian, random),
  loss: pick(choices.loss, random),
  scale: pick(choices.scale, random),
  scaleAs: pick(choices.scaleAs, random),
  penalty: pick(choices.penalty, random),
  underflow: pick(choices.underflow, random),
});
