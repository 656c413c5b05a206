/** What second and third derivatives are taken along, and where they stand. */

import type { GraphAnswer, GraphProblem } from '../../../model/graph.ts';

/** 1, -2, 3, -4, ... in as many entries: no two alike. */
export const directionOf = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, place) => (place % 2 === 0 ? place + 1 : -place - 1));

/**
 * By input in place of the gradient: H v, entry by entry; of a single number the second derivative, then the
 * third. The value is left out.
 */
export const higherAnswer = <T>(
  { wrt }: GraphProblem,
  zero: T,
  derivativesBy: (name: string) => readonly T[],
): GraphAnswer<T> => ({
  value: zero,
  gradients: Object.fromEntries(wrt.map((name) => [name, derivativesBy(name)])),
});
