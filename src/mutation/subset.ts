/** A few mutants of every voter, chosen by a seed: what every run of the tests plants. */

import { createHash } from 'node:crypto';

const lot = (seed: number, id: string): string => createHash('sha256').update(`${seed}:${id}`).digest('hex');

/** The `count` mutants of a file on which the lot falls; adding another mutant rarely changes the others. */
export const chosenOf = <M extends { readonly id: string }>(
  { mutants }: { readonly mutants: readonly M[] },
  seed: number,
  count: number,
): readonly M[] =>
  mutants
    .map((mutant) => ({ mutant, lot: lot(seed, mutant.id) }))
    .toSorted((left, right) => (left.lot < right.lot ? -1 : 1))
    .slice(0, count)
    .map(({ mutant }) => mutant);
