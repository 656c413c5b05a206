/** How an operation is evaluated: on whole arrays, in any number system. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Attributes } from '../../model/operations.ts';
import { type EntryArray, entryAt, fromLanes, lanesOf } from './array.ts';

/** The value of an operation from what fills its slots, in order. */
export type Rule = <N>(
  arithmetic: Arithmetic<N>,
  slots: readonly EntryArray<N>[],
  attributes: Attributes,
) => EntryArray<N>;

/** A function of one number. */
export type Unary = <N>(arithmetic: Arithmetic<N>, x: N, attributes: Attributes) => N;

/** A function of two numbers. */
export type Binary = <N>(arithmetic: Arithmetic<N>, x: N, y: N) => N;

/** A function of one lane to one number. */
export type Reduction = <N>(arithmetic: Arithmetic<N>, lane: readonly N[]) => N;

/** A function of one lane to a lane of the same length. */
export type LaneMap = <N>(arithmetic: Arithmetic<N>, lane: readonly N[]) => readonly N[];

/** What fills a slot; throws RangeError when nothing does. */
export const slotAt = <N>(slots: readonly EntryArray<N>[], slot: number): EntryArray<N> =>
  entryAt(slots, slot);

/** A rule that works entry by entry. */
export const ofEntries =
  (f: Unary): Rule =>
  (arithmetic, slots, attributes) => {
    const { sizes, entries } = slotAt(slots, 0);
    return { sizes, entries: entries.map((entry) => f(arithmetic, entry, attributes)) };
  };

/** A rule that works on the entries of two arrays of one shape. */
export const ofPairs =
  (f: Binary): Rule =>
  (arithmetic, slots) => {
    const [left, right] = [slotAt(slots, 0), slotAt(slots, 1)];
    const entries = left.entries.map((entry, place) => f(arithmetic, entry, entryAt(right.entries, place)));
    return { sizes: left.sizes, entries };
  };

/** A rule that makes one number of every lane. */
export const ofLanes =
  (f: Reduction): Rule =>
  (arithmetic, slots, { axis }) => {
    const { rest, lanes } = lanesOf(slotAt(slots, 0), axis);
    return { sizes: rest, entries: lanes.map((lane) => f(arithmetic, lane)) };
  };

/** A rule that makes as many numbers of a lane as it has. */
export const alongLanes =
  (f: LaneMap): Rule =>
  (arithmetic, slots, { axis }) => {
    const array = slotAt(slots, 0);
    const { lanes } = lanesOf(array, axis);
    return fromLanes(
      array.sizes,
      axis,
      lanes.map((lane) => f(arithmetic, lane)),
    );
  };
