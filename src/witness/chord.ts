/** Two points on either side of the centre, as the doubles really lie. */

import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { Vector } from '../model/problem.ts';
import { at } from './at.ts';
import { displace } from './parameters.ts';

/** Two points on either side of a centre, as they were really reached. */
export interface Chord {
  /** Flat, in the order of the layout. */
  readonly above: Vector;
  readonly below: Vector;
  /** above - below, entry by entry, each rounded once. */
  readonly span: Vector;
  /** The furthest that any entry moved. */
  readonly reach: number;
  /** The largest difference, over the entries, between the way up and the way down. */
  readonly skew: number;
}

const u = 2 ** -53;

/**
 * centre + step direction and centre - step direction. `centre + step` is rarely `step` away from
 * `centre`: what is reported is the way really gone, with the roundings of measuring it added.
 */
export const chordOf = (
  centre: Vector,
  direction: Vector,
  step: number,
  arithmetic: Arithmetic<number>,
): Chord => {
  const above = displace(centre, direction, step, arithmetic);
  const below = displace(centre, direction, -step, arithmetic);
  let reach = 0;
  let skew = 0;
  above.forEach((end, index) => {
    const up = end - at(centre, index);
    const down = at(centre, index) - at(below, index);
    reach = Math.max(reach, Math.abs(up), Math.abs(down));
    skew = Math.max(skew, Math.abs(up - down));
  });
  reach *= 1 + 2 * u;
  return {
    above,
    below,
    span: above.map((end, index) => end - at(below, index)),
    reach,
    skew: skew * (1 + 2 * u) + 4 * u * reach,
  };
};
