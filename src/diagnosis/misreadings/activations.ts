/** Activations that are left out, replaced or computed wrongly on the way forward. */

import { at } from '../../model/at.ts';
import type { Activation, Layer } from '../../model/problem.ts';
import { activateRow, activateUnit, activationSlope } from '../reading/activations.ts';
import { type Ball, type BallArithmetic, negative, type Row } from '../reading/ball.ts';
import { exp, sided, sigmoid, softmax, tanh } from '../reading/functions.ts';
import type { Batch, Steps } from '../reading/reading.ts';
import { isLast, readingLayers, withActivation } from './layers-read.ts';
import type { Misreading } from './misreading.ts';

const replacing = (id: string, name: Activation['name'], by: Activation, constant?: string): Misreading =>
  readingLayers(
    id,
    (layer) => withActivation(layer, (activation) => (activation.name === name ? by : activation)),
    constant,
  );

/** Activations below the last layer, or the last alone, become the identity; softmaxes too, or not. */
const withoutActivation = (id: string, last: boolean, softmaxes: boolean): Misreading =>
  readingLayers(id, (layer, l, layers) =>
    isLast(l, layers) === last && (softmaxes || layer.activation.name !== 'softmax')
      ? withActivation(layer, () => ({ name: 'identity' }))
      : layer,
  );

/** Applied a second time to its own result. */
const twice = (last: boolean): Misreading => ({
  id: last ? 'last-activation-twice' : 'hidden-activation-twice',
  steps: {
    activate: (math, layers, l, z) => {
      const layer = at(layers, l);
      const once = z.map((row) => activateRow(math, layer, row));
      return isLast(l, layers) === last ? once.map((row) => activateRow(math, layer, row)) : once;
    },
  },
});

const softmaxOverExamples: Misreading = {
  id: 'softmax-over-examples',
  steps: {
    activate: (math, layers, l, z) => {
      const layer = at(layers, l);
      if (layer.activation.name !== 'softmax') return z.map((row) => activateRow(math, layer, row));
      const columns = at(z, 0).map((_, unit) =>
        softmax(
          math,
          z.map((row) => at(row, unit)),
        ),
      );
      return z.map((row, example) => row.map((_, unit) => at(at(columns, unit), example)));
    },
  },
};

const changed = (
  l: number,
  layers: readonly Layer[],
  z: Batch,
  name: string,
  change: (row: Row) => Row,
): Batch | null => (at(layers, l).activation.name === name ? z.map(change) : null);

/** One activation's value computed wrongly, its derivative taken as for the right one. */
const valued = (
  id: string,
  name: string,
  of: (math: BallArithmetic, z: Ball, layer: Layer) => Ball,
  slope?: Steps['slope'],
): Misreading => ({
  id,
  steps: {
    ...(slope && { slope }),
    activate: (math, layers, l, z) =>
      changed(l, layers, z, name, (row) => row.map((value) => of(math, value, at(layers, l)))) ??
      z.map((row) => activateRow(math, at(layers, l), row)),
  },
});

const largest = (left: Ball, right: Ball): Ball => ({
  value: Math.max(left.value, right.value),
  radius: Math.max(left.radius, right.radius),
});

/** The slope of the right activation: from z, or from a value of its own. */
const rightSlope: Steps['slope'] = (place) =>
  activationSlope({ ...place, a: activateUnit(place.math, place.activation, place.z) });

/** A wrong value whose slope is taken from it, and one whose slope is right. */
const valuedEitherWay = (...[id, name, of]: Parameters<typeof valued>): readonly Misreading[] => [
  valued(id, name, of),
  valued(id, name, of, rightSlope),
];

const alphaOf = ({ activation }: Layer): number => ('alpha' in activation ? activation.alpha : 1);

const leaks = [0.01, 0.1, 0.2, 0.3];

const leakFixed = (alpha: number): Misreading =>
  replacing('leak-fixed', 'leaky-relu', { name: 'leaky-relu', alpha }, String(alpha));

const leakInRelu = (alpha: number): Misreading =>
  replacing('leak-in-relu', 'relu', { name: 'leaky-relu', alpha }, String(alpha));

const hiddenAtOutput = readingLayers('hidden-activation-at-output', (layer, l, layers) =>
  isLast(l, layers) && l > 0 ? withActivation(layer, () => at(layers, l - 1).activation) : layer,
);

/** z of the last layer returned, and its derivative taken as if it had not been: of a softmax too, or not. */
const lastValueLeftOut = (softmaxes: boolean): Misreading => ({
  id: 'last-activation-left-out',
  steps: {
    slope: rightSlope,
    activate: (math, layers, l, z) => {
      const layer = at(layers, l);
      const isMeant = isLast(l, layers) && (softmaxes || layer.activation.name !== 'softmax');
      return isMeant ? z : z.map((row) => activateRow(math, layer, row));
    },
  },
});

/** The activation of another layer, where there is one. */
const activatedAs = (id: string, other: (l: number, layers: readonly Layer[]) => number): Misreading =>
  readingLayers(id, (layer, l, layers) =>
    withActivation(layer, (activation) => layers[other(l, layers)]?.activation ?? activation),
  );

/** One activation for several layers, and lists of activations that are read one off. */
const ofOtherLayers: readonly Misreading[] = [
  activatedAs('first-activation-everywhere', () => 0),
  activatedAs('first-activation-everywhere', (l, layers) => (isLast(l, layers) ? l : 0)),
  activatedAs('activation-of-next-layer', (l) => l + 1),
  activatedAs('activation-of-layer-below', (l) => l - 1),
];

/** Wrong activations, differentiated as they are or as they should be. */
export const activationMisreadings: readonly Misreading[] = [
  ...[0.1, -1].map((factor) =>
    readingLayers(factor < 0 ? 'leaky-slope-negative' : 'leaky-slope-tenth', (layer) =>
      withActivation(layer, (activation) =>
        activation.name === 'leaky-relu' ? { ...activation, alpha: factor * activation.alpha } : activation,
      ),
    ),
  ),
  readingLayers('linear-slope-one', (layer) =>
    withActivation(layer, (activation) =>
      activation.name === 'linear' ? { ...activation, alpha: 1 } : activation,
    ),
  ),
  withoutActivation('last-activation-left-out', true, true),
  withoutActivation('last-activation-left-out', true, false),
  withoutActivation('hidden-activation-left-out', false, true),
  withoutActivation('hidden-activation-left-out', false, false),
  lastValueLeftOut(true),
  lastValueLeftOut(false),
  ...ofOtherLayers,
  twice(true),
  twice(false),
  hiddenAtOutput,
  softmaxOverExamples,
  ...leaks.map(leakFixed),
  ...leaks.map(leakInRelu),
  replacing('elu-alpha-one', 'elu', { name: 'elu', alpha: 1 }),
  replacing('sigmoid-for-tanh', 'tanh', { name: 'sigmoid' }),
  replacing('tanh-for-sigmoid', 'sigmoid', { name: 'tanh' }),
  replacing('relu-for-leaky', 'leaky-relu', { name: 'relu' }),
  replacing('relu-for-elu', 'elu', { name: 'relu' }),
  readingLayers('beta-left-out', (layer) =>
    withActivation(layer, (activation) =>
      activation.name === 'linear' ? { ...activation, beta: 0 } : activation,
    ),
  ),
  readingLayers('linear-as-identity', (layer) =>
    withActivation(layer, (activation) => (activation.name === 'linear' ? { name: 'identity' } : activation)),
  ),
  ...valuedEitherWay('leaky-as-maximum', 'leaky-relu', (math, z, layer) =>
    largest(z, math.mul(math.given(alphaOf(layer)), z)),
  ),
  ...valuedEitherWay('elu-shift-left-out', 'elu', (math, z, layer) =>
    sided(z, z, math.mul(math.given(alphaOf(layer)), exp(math, z))),
  ),
  ...valuedEitherWay('tanh-of-half', 'tanh', (math, z) => tanh(math, math.mul(math.exact(0.5), z))),
  ...valuedEitherWay('tanh-of-double', 'tanh', (math, z) => tanh(math, math.mul(math.exact(2), z))),
  ...valuedEitherWay('sigmoid-of-absolute', 'sigmoid', (math, { value, radius }) =>
    sigmoid(math, { value: Math.abs(value), radius }),
  ),
  ...valuedEitherWay('sigmoid-sign', 'sigmoid', (math, z) => sigmoid(math, negative(z))),
  ...valuedEitherWay('relu-as-absolute', 'relu', (_, { value, radius }) => ({
    value: Math.abs(value),
    radius,
  })),
];
