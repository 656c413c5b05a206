/** Fitting weights in [0, 1] to an answer by least squares, each number in units of its bound. */

import { at } from '../../model/at.ts';
import type { Attempt, Attempts } from './attempts.ts';
import { boundsAt, type Entry, expectedAt } from './entries.ts';
import type { Point } from './kink.ts';

/** Where the weights lead: the point of the chain-rule set at these weights. */
export type PointAt = (weights: readonly number[]) => Point;

const rounds = 3;
const sweeps = 400;

const inner = (left: Float64Array, right: Float64Array): number =>
  left.reduce((sum, value, index) => sum + value * (right[index] as number), 0);

/** The step that lessens |columns step - residual| most, with every weight kept in [0, 1]; one by one. */
const boundedStep = (
  columns: readonly Float64Array[],
  residual: Float64Array,
  weights: readonly number[],
): readonly number[] => {
  const gram = columns.map((column) => columns.map((other) => inner(column, other)));
  const wanted = columns.map((column) => inner(column, residual));
  const step = weights.map(() => 0);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    let moved = 0;
    gram.forEach((row, i) => {
      const own = at(row, i);
      if (!(own > 0)) return;
      const pull = at(wanted, i) - row.reduce((sum, value, j) => sum + value * at(step, j), 0);
      const weight = at(weights, i);
      const next = Math.min(1 - weight, Math.max(-weight, at(step, i) + pull / own));
      moved = Math.max(moved, Math.abs(next - at(step, i)));
      step[i] = next;
    });
    if (moved < 2 ** -54) break;
  }
  return step;
};

const scaled = (values: Float64Array, others: Float64Array, bounds: Float64Array): Float64Array =>
  values.map((value, index) => {
    const bound = bounds[index] as number;
    return bound > 0 && bound < Number.POSITIVE_INFINITY ? (value - (others[index] as number)) / bound : 0;
  });

/**
 * The attempt at the fitted weights if every entry is within its bound there, else null.
 *
 * The expected numbers are of degree 1 in the weight of each kink, so that the difference between its
 * two ends is the derivative; repeated because several kinks on one path multiply.
 */
export const fittedAttempt = (
  start: readonly number[],
  pointAt: PointAt,
  attempts: Attempts,
  entries: readonly Entry[],
): Attempt | null => {
  const got = Float64Array.from(entries, (entry) => entry.got);
  let weights = start;
  for (let round = 0; round <= rounds; round += 1) {
    const current = attempts.at(pointAt(weights));
    if (current.wrong === 0) return current;
    const bounds = boundsAt(current, entries);
    const end = (index: number, value: number) =>
      expectedAt(attempts.at(pointAt(weights.with(index, value))), entries);
    const columns = weights.map((_, index) => scaled(end(index, 1), end(index, 0), bounds));
    const step = boundedStep(columns, scaled(got, expectedAt(current, entries), bounds), weights);
    const next = weights.map((weight, index) => Math.min(1, Math.max(0, weight + at(step, index))));
    if (next.every((weight, index) => weight === at(weights, index))) return null;
    weights = next;
  }
  return null;
};
