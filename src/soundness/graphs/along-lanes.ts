/** What emulated operations lane by lane have in common. */

import { at } from '../../bounds/at.ts';
import { lanesOf } from '../../bounds/graphs/lanes.ts';
import { type EmulatedOperation, type Entries, inputOf, noTerms, type Use, type Used } from './operation.ts';

/** One lane of every argument. */
export interface Lane {
  readonly index: number;
  /** By slot. */
  readonly numbers: readonly (readonly number[])[];
}

/** The lane of the result; of a reduction it has one entry. */
export type Value = (lane: Lane, use: Use) => readonly number[];
/** Terms by entry, from G and the result of the lane. */
export type Back = (
  lane: Lane,
  G: readonly number[],
  result: readonly number[],
  use: Use,
  slot: number,
) => readonly (readonly number[])[];

const placesOf = (use: Use) => lanesOf(inputOf(use, 0).shape, use.attributes.axis);

const laneOf = (use: Use, places: readonly number[], index: number): Lane => ({
  index,
  numbers: use.inputs.map(({ entries }) => places.map((place) => at(entries, place))),
});

const taken = (entries: readonly number[], places: readonly number[], index: number, reduces: boolean) =>
  reduces ? [at(entries, index)] : places.map((place) => at(entries, place));

/** The operation on every lane. */
export const alongLanes = (value: Value, back: Back, reduces = true): EmulatedOperation => ({
  value: (use) => {
    const all = placesOf(use);
    const lists = all.map((places, index) => value(laneOf(use, places, index), use));
    if (reduces) return lists.flat();
    const result = [...inputOf(use, 0).entries];
    for (const [index, places] of all.entries())
      for (const [k, place] of places.entries()) result[place] = at(at(lists, index), k);
    return result;
  },
  terms: (used: Used, slot, G) => {
    const terms: number[][] = noTerms(inputOf(used, slot) satisfies Entries);
    for (const [index, places] of placesOf(used).entries()) {
      const given = taken(G, places, index, reduces);
      const result = taken(used.result.entries, places, index, reduces);
      const lists = back(laneOf(used, places, index), given, result, used, slot);
      for (const [k, place] of places.entries()) at(terms, place).push(...at(lists, k));
    }
    return terms;
  },
});

/** The lane of a slot. */
export const entriesOf = ({ numbers }: Lane, slot = 0): readonly number[] => at(numbers, slot);
