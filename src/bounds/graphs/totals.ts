/**
 * Sums of terms, in any order and along any tree: section 4 of spec/graph-bounds.md.
 *
 * Every entry of a result, and every entry of an adjoint, is one sum of scalar terms. So a subject may add
 * them as it likes: within one operation first, or each where it comes up.
 */

import { orInfinity } from '../enclosure.ts';
import type { Costs } from './costs.ts';
import { fits } from './exact.ts';
import { type Term, underflow } from './term.ts';

/** The sums under way, one per entry. */
export interface Totals {
  readonly values: number[];
  /** Errors of the terms. */
  readonly errors: number[];
  /** Sums of magnitudes. */
  readonly sizes: number[];
  /** Terms other than 0. */
  readonly counts: number[];
  /** The coarsest grid that all terms are on. */
  readonly grains: number[];
  /** The smallest term. */
  readonly floors: number[];
  /** Sums that may be finished, and rounded, on their own: one per edge of the graph. */
  parts: number;
}

/** Sums without terms. */
export const totalsOf = (entries: number): Totals => ({
  values: new Array<number>(entries).fill(0),
  errors: new Array<number>(entries).fill(0),
  sizes: new Array<number>(entries).fill(0),
  counts: new Array<number>(entries).fill(0),
  grains: new Array<number>(entries).fill(Number.POSITIVE_INFINITY),
  floors: new Array<number>(entries).fill(Number.POSITIVE_INFINITY),
  parts: 1,
});

/** Adds a term to the sum at a place; an exact 0 is no term. */
export const addTerm = (totals: Totals, place: number, term: Term): void => {
  if (term.size === 0 && term.error === 0) return;
  const { values, errors, sizes, counts, grains, floors } = totals;
  values[place] = (values[place] as number) + term.value;
  errors[place] = (errors[place] as number) + term.error;
  sizes[place] = (sizes[place] as number) + term.size;
  counts[place] = (counts[place] as number) + (term.terms ?? 1);
  grains[place] = Math.min(grains[place] as number, term.grain);
  floors[place] = Math.min(floors[place] as number, term.floor);
};

/** Relative error of adding n terms up, where each part may be rounded on its own. */
const additions = (n: number, parts: number, { unit, accumulation }: Costs): number => {
  const added = (n - 1) * accumulation;
  return accumulation < unit ? added + 2 * parts * unit * (1 + added) : added;
};

/** Partial sums of numbers of at least omega / u are multiples of omega: none of them is lost. */
const lostInSums = (n: number, floor: number, size: number, rounding: Costs): number =>
  (n - 1) * underflow(floor * rounding.unit, size, rounding);

const errorAt = (totals: Totals, place: number, rounding: Costs): number => {
  const [carried, size] = [totals.errors[place] as number, totals.sizes[place] as number];
  const count = totals.counts[place] as number;
  if (size > rounding.largest) return Number.POSITIVE_INFINITY;
  if (count < 2) return orInfinity(carried);
  if (carried === 0 && fits(size, totals.grains[place] as number, rounding)) return 0;
  const error = carried + additions(count, totals.parts, rounding) * size;
  const result = Math.abs(totals.values[place] as number) - 2 * error;
  const lost =
    count === 2 && result >= rounding.smallest && !rounding.convex
      ? 0
      : lostInSums(count, totals.floors[place] as number, size, rounding);
  return orInfinity(error + lost);
};

/** The error of every sum. */
export const errorsOf = (totals: Totals, rounding: Costs): number[] =>
  totals.values.map((_, place) => errorAt(totals, place, rounding));
