/** Values as lines of JSON and back: strings stand for the numbers that JSON lacks (protocol, section 1). */

import { isFiniteTree } from '../model/path.ts';

const nonFinite: ReadonlyMap<unknown, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

const written = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;

/** One line of JSON without its end. Replacing costs as much as writing, and most values need none. */
export const lineOf = (value: object): string =>
  isFiniteTree(value) ? JSON.stringify(value) : JSON.stringify(value, written);

/** The value with numbers where strings stand for them; for values that hold no texts of a subject. */
export const withNumbers = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withNumbers);
  if (typeof value !== 'object' || value === null) return nonFinite.get(value) ?? value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withNumbers(each)]));
};
