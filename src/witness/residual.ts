/** A claimed gradient against a derivative along part of a direction: what is left, and what may be left. */

import type { Bound } from '../bounds/bound.ts';
import { residualBound } from '../bounds/residual.ts';
import type { Vector } from '../model/problem.ts';
import { at } from './at.ts';

/** The entries `from` <= i < `to` of a direction of signs (flat); all others stay. */
export interface Stretch {
  readonly signs: Vector;
  readonly from: number;
  readonly to: number;
}

/** A derivative along a stretch. */
export interface Measurement {
  readonly quotient: number;
  /** |quotient - exact derivative| */
  readonly bound: Bound;
  /** The direction that the quotient belongs to, flat and whole, where it is not exactly the stretch. */
  readonly direction?: Vector;
}

/** Anything that measures derivatives along stretches; a `reason` says why it cannot. */
export type Measure = (stretch: Stretch) => Measurement | { readonly reason: string };

/** A gradient that somebody claims, flat, and how far each entry of a right one may be from the exact one. */
export interface Claim {
  readonly gradient: Vector;
  /** Absent: the claim is to be exact. */
  readonly bounds?: Vector<Bound>;
}

/** measured - claimed: where the claim is right, no larger than its bound. */
export interface Residual {
  readonly value: number;
  readonly bound: Bound;
}

/** What a measurement leaves of a claim. */
export const residualOf = (
  { gradient, bounds }: Claim,
  { signs, from, to }: Stretch,
  { quotient, bound, direction = signs }: Measurement,
): Residual => {
  let [sum, magnitude, carried] = [0, 0, 0];
  for (let index = from; index < to; index += 1) {
    const share = at(direction, index);
    const product = share * at(gradient, index);
    sum += product;
    magnitude += Math.abs(product);
    if (bounds !== undefined) carried += Math.abs(share) * at(bounds, index);
  }
  const count = to - from;
  return {
    value: quotient - sum,
    bound: residualBound({ count, magnitude, carried, measured: quotient, bound }),
  };
};

/** The residual of the rest of a stretch, from that of the whole and that of a part: no measurement is needed. */
export const restOf = (whole: Residual, part: Residual): Residual => ({
  value: whole.value - part.value,
  bound: residualBound({
    count: 1,
    magnitude: Math.abs(part.value),
    carried: part.bound,
    measured: whole.value,
    bound: whole.bound,
  }),
});

/** True where the claim cannot be right: a NaN is no agreement. */
export const isWrong = ({ value, bound }: Residual): boolean =>
  !(Number.isFinite(value) && Math.abs(value) <= bound);
