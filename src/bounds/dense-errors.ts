/** Errors through the activation of a dense layer, and of its derivative. */

import { unitErrors } from './activation-errors.ts';
import { at } from './at.ts';
import type { Before, LayerErrors, Place } from './layer-errors.ts';
import type { RoundedLayer } from './layers.ts';
import type { Rounding } from './rounding.ts';
import { softmaxErrors } from './softmax-errors.ts';

/** Errors of a layer that is no maxout: of a softmax as a whole, else unit by unit. */
export const denseErrors = (
  layer: RoundedLayer,
  before: Before,
  rounding: Rounding,
  place: Place,
): LayerErrors => {
  const { inputs, z, a, slack, decided, choice } = before;
  const errors = at(before.errors, 0);
  const enclosed = { values: z, errors };
  if (layer.activation.name === 'softmax') {
    const { probabilities, smallest, overshoot } = softmaxErrors(enclosed, a, rounding, slack);
    return {
      inputs,
      preActivations: enclosed,
      activations: probabilities,
      crossing: { kind: 'softmax', smallest },
      slack: Math.min(1, slack * overshoot),
      uncertain: [],
    };
  }
  if (layer.activation.name === 'maxout') throw new TypeError('a maxout layer has pieces');
  const { name } = layer.activation;
  const kinked = name === 'relu' || name === 'leaky-relu' || name === 'elu';
  const states = z.map((value, unit) => {
    const chosen = kinked ? choice({ kind: 'activation', ...place, unit }) : undefined;
    return { z: value, a: at(a, unit), zError: at(errors, unit), decided, chosen, spread: before.spread };
  });
  const units = unitErrors(layer.activation, states, rounding, slack);
  return {
    inputs,
    preActivations: enclosed,
    activations: { values: a, errors: units.map(({ error }) => error) },
    crossing: {
      kind: 'element-wise',
      slopes: {
        values: units.map(({ slope }) => slope),
        errors: units.map(({ slopeError }) => slopeError),
      },
    },
    slack: Math.min(1, slack * Math.max(...units.map(({ overshoot }) => overshoot))),
    uncertain: units.flatMap(({ uncertain }, unit) =>
      uncertain ? [{ kind: 'activation' as const, ...place, unit }] : [],
    ),
  };
};
