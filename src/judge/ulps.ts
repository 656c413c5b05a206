/** Distances in units of the last place of float64. */

const exponentOf = (value: number): number => Math.floor(Math.log2(Math.abs(value)));

/** Distance of two numbers in units of the last place of the expected one; null where that means nothing. */
export const ulpsBetween = (got: number, expected: number): number | null =>
  expected === 0 || !Number.isFinite(got) || !Number.isFinite(expected)
    ? null
    : Math.round(Math.abs(got - expected) / 2 ** (exponentOf(expected) - 52));
