/** The one way in which a number system of ours refuses an argument. */

/** `log: expected a positive argument, got -1`, to be thrown. */
export const outsideDomain = (operation: string, expected: string, got: number): RangeError =>
  new RangeError(`${operation}: expected ${expected}, got ${got}`);

/** RangeError of a division by 0. */
export const divisionByZero = (): RangeError => outsideDomain('div', 'a divisor other than 0', 0);

/** RangeError of a logarithm of 0 or less; `got` is the argument as a double. */
export const logarithmOf = (got: number): RangeError => outsideDomain('log', 'a positive argument', got);

/** RangeError of a square root of less than 0; `got` is the argument as a double. */
export const squareRootOf = (got: number): RangeError => outsideDomain('sqrt', 'an argument >= 0', got);
