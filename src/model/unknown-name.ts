/** A name that a graph does not have, with the one that was probably meant. */

import { quote } from './defect.ts';
import { withNearest } from './nearest.ts';

/** Names of one or two letters all resemble one another. */
const shortest = 3;

/** Comparing with every name of a large graph would take longer than reading it. */
const most = 1000;

/** `"wieghts"; did you mean "weights"?`, or the name alone. */
export const unknownName = (name: string, known: readonly string[]): string =>
  name.length < shortest || known.length > most ? quote(name) : withNearest(name, known);
