/** Medians and ratios of interleaved rounds. */

/** The middle of the sorted numbers, of an even count the lower of the two; NaN of none. */
export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((left, right) => left - right)[Math.floor((numbers.length - 1) / 2)] ?? Number.NaN;

/** What rounds came to. */
export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

export const spreadOf = (numbers: readonly number[]): Spread => ({
  median: median(numbers),
  lowest: Math.min(...numbers),
  highest: Math.max(...numbers),
});

/** Round by round, so that what slows both in the same round cancels. */
export const ratios = (ours: readonly number[], theirs: readonly number[]): readonly number[] =>
  ours.map((rate, round) => rate / (theirs[round] ?? Number.NaN));
