/** Mistakes in where the backward pass starts. */

import type { LossName } from '../../model/problem.ts';
import type { Ball, Row } from '../reading/ball.ts';
import { lossSlope } from '../reading/losses.ts';
import type { LossSlope, Steps } from '../reading/reading.ts';
import type { Misreading } from './misreading.ts';

/** dL/da, or dL/dz of a fused loss. */
export type Start = Steps['lossSlope'];

/** Another start for every loss. */
export const starting = (id: string, start: Start): Misreading => ({ id, steps: { lossSlope: start } });

/** Another start for some losses only. */
export const startingFor = (id: string, losses: readonly LossName[], start: Start): Misreading =>
  starting(id, (math, outcome) => (losses.includes(outcome.loss) ? start : lossSlope)(math, outcome));

/** Every component of a start changed. */
export const mapped = (
  { of, values }: LossSlope,
  change: (value: Ball, k: number, all: Row) => Ball,
): LossSlope => ({ of, values: values.map(change) });
