/** Numbers given on the command line. */

/** The number that an option has; throws where it is not a whole one, or less than `least`. */
export const wholeNumber = (name: string, text: string, least: number): number => {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new RangeError(`--${name}: expected a whole number of at least ${least}, got ${text}`);
};
