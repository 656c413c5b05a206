/** Hidden activations with the scale of a dropout that drops nothing, or that is meant for another pass. */

import { at } from '../../model/at.ts';
import { activateRow, activationSlope, softmaxJacobian } from '../reading/activations.ts';
import type { Ball, BallArithmetic, Row } from '../reading/ball.ts';
import { documentedSteps } from '../reading/steps.ts';
import { isLast } from './layers-read.ts';
import type { Misreading } from './misreading.ts';

const rates = [0.1, 0.2, 0.25, 0.3, 0.4, 0.5];

const times =
  ({ mul, exact }: BallArithmetic, factor: number) =>
  (entry: Ball): Ball =>
    mul(exact(factor), entry);

const unscaled =
  ({ div, exact }: BallArithmetic, factor: number) =>
  (entry: Ball): Ball =>
    div(entry, exact(factor));

const scaledBy = (factor: number, constant: string): Misreading => ({
  id: 'dropout-scale',
  constant,
  steps: {
    activate: (math, layers, l, z) => {
      const rows = z.map((row) => activateRow(math, at(layers, l), row));
      return isLast(l, layers) ? rows : rows.map((row) => row.map(times(math, factor)));
    },
    slope: (place) => {
      const { l, layers, math, a } = place;
      return activationSlope(isLast(l, layers) ? place : { ...place, a: unscaled(math, factor)(a) });
    },
    softmaxDelta: (math, p, adjoint, last): Row =>
      softmaxJacobian(math, last ? p : p.map(unscaled(math, factor)), adjoint),
    back: (place) => {
      const usual = documentedSteps.back(place);
      return place.l < 0 ? usual : usual.map(times(place.math, factor));
    },
  },
});

/** Kept as for training, and as for testing without inverted scales. */
export const dropoutMisreadings: readonly Misreading[] = rates.flatMap((rate) => [
  scaledBy(1 / (1 - rate), `1 / (1 - ${rate})`),
  scaledBy(1 - rate, `1 - ${rate}`),
]);
