/** Claims with wrong entries, and what measures them. */

import { noDifference } from '../bounds/combine.ts';
import { residualBound } from '../bounds/residual.ts';
import type { Vector } from '../model/problem.ts';
import { at } from './at.ts';
import type { Measure } from './residual.ts';

/** Numbers from 0 to 1, the same for the same seed: a linear congruential generator. */
export const randomFrom = (seed: number) => {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

/** Sums of products from the last term to the first, other than the claim's own, with the bound of any order. */
export const measuring =
  (exact: Vector): Measure =>
  ({ signs, from, to }) => {
    let [quotient, magnitude] = [0, 0];
    for (let index = to - 1; index >= from; index -= 1) {
      const product = at(signs, index) * at(exact, index);
      quotient += product;
      magnitude += Math.abs(product);
    }
    const count = to - from;
    const sum = { count, magnitude, carried: 0, measured: 0, bound: noDifference };
    return { quotient, bound: residualBound(sum) };
  };

/** A number from `low` to `high`. */
export const between = (low: number, high: number, random: () => number): number =>
  low + (high - low) * random();

/** A right claim: numbers from -1 to 1. */
export const exactOf = (size: number, random: () => number): number[] =>
  Array.from({ length: size }, () => between(-1, 1, random));

/** The claim with these errors, by index. */
export const withErrors = (exact: Vector, errors: ReadonlyMap<number, number>): number[] =>
  exact.map((value, index) => value + (errors.get(index) ?? 0));

/** Which entries were found, in order. */
export const indicesOf = (wrong: readonly { readonly index: number }[]): number[] =>
  wrong.map(({ index }) => index).toSorted((a, b) => a - b);

/** Eight directions: the chance that errors of equal size hide from all of them is 2^-8 at most. */
export const directions = 8;

/** The most evaluations that finding one entry among so many may take. */
export const allowed = (size: number): number => 4 * (Math.ceil(Math.log2(size)) + 3);

/** Lengths of claims: the smallest, odd ones, those of real networks. */
export const sizes = [1, 2, 3, 17, 940, 10_010, 100_000];
