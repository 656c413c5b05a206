/** Constants that a program may have in its text. */

/** The value written with one to four digits, short ones first; none for 0. */
export const shortened = (value: number): readonly number[] =>
  Number.isFinite(value) && value !== 0
    ? [...new Set([1, 2, 3, 4].map((digits) => Number(value.toPrecision(digits))))]
    : [];
