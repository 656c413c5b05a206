/** A vote on one question: which ways answer otherwise than the lineages that agree. */

import { at } from '../../model/at.ts';

/** A way's opinion, as far as the vote goes. */
export interface Ballot {
  readonly name: string;
  readonly lineage: string;
}

/** Whether two ways gave the same answer, by their places. */
export type Agree = (one: number, other: number) => boolean;

/** Who agrees with a way, itself among them if it agrees with itself: a NaN does not. */
const campOf = (ways: readonly Ballot[], agree: Agree, one: number): readonly number[] =>
  ways.flatMap((_, other) => (agree(one, other) ? [other] : []));

const lineagesIn = (ways: readonly Ballot[], camp: readonly number[]): number =>
  new Set(camp.map((place) => at(ways, place).lineage)).size;

/**
 * Names of the ways outside the largest camp, lineages being counted and not ways; undefined where no two
 * lineages agree, or where as many agree on one answer as on another: then nobody is named.
 */
export const outvotedAmong = (ways: readonly Ballot[], agree: Agree): readonly string[] | undefined => {
  const camps = ways.map((_, one) => campOf(ways, agree, one));
  const weights = camps.map((camp) => lineagesIn(ways, camp));
  const most = Math.max(0, ...weights);
  const [first, ...others] = camps.filter((_, one) => weights[one] === most);
  if (most < 2 || first === undefined) return undefined;
  // Bounds are no equivalence: camps of equal weight that overlap are one; those that do not are a tie.
  const winners = new Set([first, ...others].flat());
  const isTied = others.some((camp) => !camp.some((place) => first.includes(place)));
  return isTied ? undefined : ways.filter((_, place) => !winners.has(place)).map(({ name }) => name);
};
