/** From an error to a bound; sections 2 and 6 of spec/bounds.md. */

import type { Bound } from './bound.ts';
import { orInfinity } from './enclosure.ts';
import type { Scaling } from './scaling.ts';

const inflation = 1 + 2 ** -30;

/** Makes an error a bound: covers the rounding of its own computation, and NaN. */
export const derived = (error: number): Bound => orInfinity(error * inflation) as Bound;

/** A factor that comes last acts on the finished value, errors included. */
export const late = (error: number, { relative }: Scaling): number => error * (1 + relative);
