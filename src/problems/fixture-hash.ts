/** The identity of a fixture's content. */

import { createHash } from 'node:crypto';

const withSortedKeys = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)))
    : value;

/** SHA-256 of plain JSON data, in hexadecimal; neither the order of keys nor white space counts. */
export const contentHash = (content: object): string =>
  createHash('sha256').update(JSON.stringify(content, withSortedKeys)).digest('hex');
