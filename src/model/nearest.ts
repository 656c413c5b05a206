/** The known name that a misspelt one was probably meant to be. */

import { closest, distance } from 'fastest-levenshtein';
import { quote } from './defect.ts';

const longestName = 40;

/** The known name at a distance of at most two fifths of the longer word (at least 1), case aside. */
export const nearest = (word: string, known: readonly string[]): string | undefined => {
  if (word.length > longestName || known.length === 0) return undefined;
  const lower = word.toLowerCase();
  const candidates = new Map(known.map((name) => [name.toLowerCase(), name]));
  const candidate = closest(lower, [...candidates.keys()]);
  const allowed = Math.max(1, Math.floor((2 * Math.max(word.length, candidate.length)) / 5));
  return distance(lower, candidate) <= allowed ? candidates.get(candidate) : undefined;
};

/** `"sigmoyd"; did you mean "sigmoid"?` */
export const withNearest = (word: string, known: readonly string[]): string => {
  const name = nearest(word, known);
  return name === undefined ? quote(word) : `${quote(word)}; did you mean ${quote(name)}?`;
};
