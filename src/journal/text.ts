/** Values as lines of JSON and back: strings stand for the numbers that JSON lacks (protocol, section 1). */

import { isFiniteTree } from '../model/path.ts';

const nonFinite: ReadonlyMap<unknown, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

const written = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The same to every reader of JSON, and harmless where it is shown: `##[` is a command in a build log. */
const inAscii = (json: string): string => json.replace(/[^ -~]/g, escaped).replaceAll('##[', '#\\u0023[');

/**
 * One line of JSON without its end, in visible ASCII. Replacing numbers costs as much as writing, and most
 * values need none.
 */
export const lineOf = (value: object): string =>
  inAscii(isFiniteTree(value) ? JSON.stringify(value) : JSON.stringify(value, written));

/** The value with numbers where strings stand for them; for values that hold no texts of a subject. */
export const withNumbers = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withNumbers);
  if (typeof value !== 'object' || value === null) return nonFinite.get(value) ?? value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withNumbers(each)]));
};
