/** Hidden activations with the factors of a dropout: one for all units, or none for those that are dropped. */

import { at } from '../../model/at.ts';
import { activateRow, activateUnit, activationSlope, softmaxJacobian } from '../reading/activations.ts';
import type { Ball, BallArithmetic, Row } from '../reading/ball.ts';
import type { Steps } from '../reading/reading.ts';
import { documentedSteps } from '../reading/steps.ts';
import { isLast } from './layers-read.ts';
import type { Misreading } from './misreading.ts';

const rates = [0.1, 0.2, 0.25, 0.3, 0.4, 0.5];

const unscaled = ({ div, exact }: BallArithmetic, entry: Ball, factor: number): Ball =>
  div(entry, exact(factor));

/** The steps of a network whose hidden activations are multiplied by factors of their own, and their deltas too. */
export const dropoutSteps = (factorOf: (l: number, unit: number) => number): Partial<Steps> => ({
  activate: (math, layers, l, z) => {
    const rows = z.map((row) => activateRow(math, at(layers, l), row));
    if (isLast(l, layers)) return rows;
    return rows.map((row) => row.map((a, unit) => math.mul(math.exact(factorOf(l, unit)), a)));
  },
  back: (place) => {
    const usual = documentedSteps.back(place);
    if (place.l < 0) return usual;
    const { exact, mul } = place.math;
    return usual.map((entry, unit) => mul(exact(factorOf(place.l, unit)), entry));
  },
});

const scaledBy = (factor: number, constant: string): Misreading => ({
  id: 'dropout-scale',
  constant,
  steps: {
    ...dropoutSteps(() => factor),
    slope: (place) => {
      const { l, layers, math, a } = place;
      return activationSlope(isLast(l, layers) ? place : { ...place, a: unscaled(math, a, factor) });
    },
    softmaxDelta: (math, p, adjoint, last): Row =>
      softmaxJacobian(math, last ? p : p.map((entry) => unscaled(math, entry, factor)), adjoint),
  },
});

/** On the way forward only, of units that act one by one: what goes back is as if nothing had been multiplied. */
const scaledForwardBy = (factor: number, constant: string): Misreading => ({
  id: 'dropout-scale-forward',
  constant,
  steps: {
    activate: (math, layers, l, z) => {
      const layer = at(layers, l);
      const rows = z.map((row) => activateRow(math, layer, row));
      if (isLast(l, layers) || layer.activation.name === 'softmax') return rows;
      return rows.map((row) => row.map((a) => math.mul(math.exact(factor), a)));
    },
    slope: (place) => activationSlope({ ...place, a: activateUnit(place.math, place.activation, place.z) }),
  },
});

/** Kept as for training, and as for testing without inverted scales. */
export const dropoutMisreadings: readonly Misreading[] = rates.flatMap((rate) => [
  scaledBy(1 / (1 - rate), `1 / (1 - ${rate})`),
  scaledBy(1 - rate, `1 - ${rate}`),
  scaledForwardBy(1 / (1 - rate), `1 / (1 - ${rate})`),
  scaledForwardBy(1 - rate, `1 - ${rate}`),
]);
