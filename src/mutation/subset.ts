/** A few mutants of every voter, chosen by a seed: what every run of the tests plants. */

import { createHash } from 'node:crypto';
import type { Mutant, MutantFile } from './mutant.ts';

const lot = (seed: number, id: string): string => createHash('sha256').update(`${seed}:${id}`).digest('hex');

/** The `count` mutants of a file on which the lot falls; adding another mutant rarely changes the others. */
export const chosenOf = ({ mutants }: MutantFile, seed: number, count: number): readonly Mutant[] =>
  mutants
    .map((mutant) => ({ mutant, lot: lot(seed, mutant.id) }))
    .toSorted((left, right) => (left.lot < right.lot ? -1 : 1))
    .slice(0, count)
    .map(({ mutant }) => mutant);
