/** Mistakes with entries that tie: elsewhere these rules are right. */

import { rules } from '../../../graphs/operations/rules.ts';
import { entryAt, type Tensor } from '../../../graphs/tensor/tensor.ts';
import type { Ball } from '../../reading/ball.ts';
import type { Back, WrongRule } from '../misread.ts';
import { argument, type GraphMisreading, withEach } from './misreading.ts';

/** One number per lane, at every entry of the lane. */
const along = (back: Back, perLane: Tensor<Ball>): Tensor<Ball> =>
  rules.sum.vjp({ ...back.applied, inputs: [argument(back)] }, 0, perLane);

/** Where nothing is chosen: what stands in the place of the right gradient at the entries that tie. */
type AtTie = (back: Back, G: Ball) => Ball;

/** Every entry that is as large as the largest of its lane, or as small as the smallest. */
const inLane =
  (atTie: AtTie): WrongRule =>
  (back) => {
    const { compare, of } = back.applied.arithmetic;
    const [extreme, G] = [along(back, back.applied.output), along(back, back.G)];
    return {
      shape: extreme.shape,
      entries: argument(back).entries.map((x, place) =>
        compare(x, entryAt(extreme.entries, place)) === 0 ? atTie(back, entryAt(G.entries, place)) : of(0),
      ),
    };
  };

/** Both of two entries that are equal. */
const inSlots =
  (atTie: AtTie): WrongRule =>
  (back) => {
    const [x, y] = [argument(back, 0), argument(back, 1)];
    const right = back.right();
    const isTied = (place: number): boolean =>
      back.applied.arithmetic.compare(entryAt(x.entries, place), entryAt(y.entries, place)) === 0;
    return {
      shape: right.shape,
      entries: right.entries.map((entry, place) =>
        isTied(place) ? atTie(back, entryAt(back.G.entries, place)) : entry,
      ),
    };
  };

const whole: AtTie = (_, G) => G;

/** Both comparisons are strict, so that neither holds. */
const nothing: AtTie = (back) => back.applied.arithmetic.of(0);

/** Told by answers to graphs with ties alone. */
export const tieMisreadings: readonly GraphMisreading[] = [
  ...withEach('graph-tie-every', ['max', 'min'], inLane(whole)),
  ...withEach('graph-tie-every', ['maximum', 'minimum'], inSlots(whole)),
  ...withEach('graph-tie-none', ['maximum', 'minimum'], inSlots(nothing)),
];
