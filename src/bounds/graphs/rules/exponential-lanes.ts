/** Lanes of exponentials: what softmax and its relatives have in common. */

import { at } from '../../at.ts';
import type { Estimate, Known } from '../known.ts';
import { lanesOf } from '../lanes.ts';
import { type Application, type Estimates, inputIn, knownAt } from '../rule.ts';
import { exponentialsLeaveRange, type SoftmaxLane, softmaxLane } from '../softmax.ts';
import type { Term } from '../term.ts';
import { addTerm, type Totals } from '../totals.ts';

/** A lane of the first argument. */
export interface Lane {
  readonly index: number;
  readonly places: readonly number[];
  readonly numbers: readonly Known[];
}

/** Every lane, in row-major order of the other axes. */
export const lanesIn = (application: Application): readonly Lane[] => {
  const z = inputIn(application, 0);
  return lanesOf(z.shape, application.attributes.axis).map((places, index) => ({
    index,
    places,
    numbers: places.map((place) => knownAt(z, place)),
  }));
};

/** The softmax of a lane; unshifted exponentials that may leave the range are reported. */
export const softmaxOf = ({ numbers }: Lane, { setting, saturates }: Application): SoftmaxLane => {
  if (exponentialsLeaveRange(numbers, setting.rounding))
    saturates('its exponentials can leave the range where they are not shifted');
  return softmaxLane(numbers, setting.rounding);
};

/** One number per lane. */
export const reduced = (
  application: Application,
  of: (lane: Lane, state: SoftmaxLane) => Estimate,
): Estimates => {
  const results = lanesIn(application).map((lane) => of(lane, softmaxOf(lane, application)));
  return { values: results.map(({ value }) => value), errors: results.map(({ error }) => error) };
};

/** The terms of every entry of a lane. */
export const addAll = ({ places }: Lane, terms: readonly Term[], into: Totals): void => {
  for (const [k, term] of terms.entries()) addTerm(into, at(places, k), term);
};
