/** One number per lane: sums and extremes. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { innerProduct, sumOf } from '../tensor/sums.ts';
import { entryAt } from '../tensor/tensor.ts';
import { type AppliedLane, alongLanes, laneIn } from './along-lanes.ts';

/** The sum of each lane. */
export const sum = alongLanes({
  value: (lane) => [sumOf(lane.arithmetic, laneIn(lane, 0))],
  vjp: (lane, G) => laneIn(lane, 0).map(() => entryAt(G, 0)),
  jvp: ({ arithmetic }, V) => [sumOf(arithmetic, V)],
});

/** The sum of each lane over its length. */
export const mean = alongLanes({
  value: (lane) => {
    const { arithmetic } = lane;
    return [arithmetic.div(sumOf(arithmetic, laneIn(lane, 0)), arithmetic.of(laneIn(lane, 0).length))];
  },
  vjp: (lane, G) => {
    const { div, of } = lane.arithmetic;
    const share = div(entryAt(G, 0), of(laneIn(lane, 0).length));
    return laneIn(lane, 0).map(() => share);
  },
  jvp: ({ arithmetic }, V) => [arithmetic.div(sumOf(arithmetic, V), arithmetic.of(V.length))],
});

/** Positive, where the first is preferred to the second. */
type Preference = <T>(arithmetic: Arithmetic<T>, one: T, other: T) => number;

const larger: Preference = ({ compare }, one, other) => compare(one, other);
const smaller: Preference = ({ compare }, one, other) => compare(other, one);

/** The place of the first entry to which no other is preferred. */
const winner = <T>(arithmetic: Arithmetic<T>, entries: readonly T[], prefer: Preference): number =>
  entries.reduce(
    (best, entry, place) => (prefer(arithmetic, entry, entryAt(entries, best)) > 0 ? place : best),
    0,
  );

/** 1 at the winner and 0 elsewhere, or the weights that were chosen. */
const weights = <T>(lane: AppliedLane<T>, prefer: Preference): readonly T[] => {
  const { of } = lane.arithmetic;
  const entries = laneIn(lane, 0);
  if (lane.chosen !== undefined) return lane.chosen.map((weight) => weight ?? of(0));
  const best = winner(lane.arithmetic, entries, prefer);
  return entries.map((_, place) => of(place === best ? 1 : 0));
};

const extreme = (prefer: Preference) =>
  alongLanes({
    value: (lane) => {
      const entries = laneIn(lane, 0);
      return [entryAt(entries, winner(lane.arithmetic, entries, prefer))];
    },
    vjp: (lane, G) => weights(lane, prefer).map((weight) => lane.arithmetic.mul(entryAt(G, 0), weight)),
    jvp: (lane, V) => [innerProduct(lane.arithmetic, weights(lane, prefer), V)],
  });

/** The largest entry; of equals the first has the whole derivative. */
export const max = extreme(larger);

/** The smallest entry; of equals the first has the whole derivative. */
export const min = extreme(smaller);

const selection = (prefer: Preference) =>
  alongLanes({
    value: (lane) => {
      const entries = laneIn(lane, 0);
      const best = winner(lane.arithmetic, entries, prefer);
      return entries.map((_, place) => lane.arithmetic.of(place === best ? 1 : 0));
    },
    vjp: ({ arithmetic }, G) => G.map(() => arithmetic.of(0)),
    jvp: ({ arithmetic }, V) => V.map(() => arithmetic.of(0)),
  });

/** 1 at the first of the largest entries, else 0. */
export const firstLargest = selection(larger);

/** 1 at the first of the smallest entries, else 0. */
export const firstSmallest = selection(smaller);

/** x / |x|, 0 where x is 0, or the components that were chosen. */
const direction = <T>(lane: AppliedLane<T>): readonly T[] => {
  const { compare, div, of } = lane.arithmetic;
  const length = entryAt(lane.output, 0);
  const isZero = compare(length, of(0)) === 0;
  return laneIn(lane, 0).map((x, place) => lane.chosen?.[place] ?? (isZero ? of(0) : div(x, length)));
};

/** The Euclidean norm; at 0 the derivative is 0 here. */
export const norm = alongLanes({
  value: (lane) => {
    const entries = laneIn(lane, 0);
    return [lane.arithmetic.sqrt(innerProduct(lane.arithmetic, entries, entries))];
  },
  vjp: (lane, G) => direction(lane).map((component) => lane.arithmetic.mul(entryAt(G, 0), component)),
  jvp: (lane, V) => [innerProduct(lane.arithmetic, direction(lane), V)],
});
