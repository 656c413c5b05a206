/** The forward pass of one example: errors of z, of a and of g'(z), layer by layer. Layers count from 0. */

import type { Trace } from '../model/answer.ts';
import type { KinkSite } from '../model/kinks.ts';
import type { Vector } from '../model/problem.ts';
import { unitErrors } from './activation-errors.ts';
import { preActivationErrors, preActivations } from './affine.ts';
import { at } from './at.ts';
import type { Enclosure } from './enclosure.ts';
import type { RoundedLayer } from './layers.ts';
import type { Rounding } from './rounding.ts';
import { softmaxErrors } from './softmax-errors.ts';

/** From dJ/da to dJ/dz inside one layer. */
export type Crossing =
  | { readonly kind: 'element-wise'; readonly slopes: Enclosure }
  | { readonly kind: 'softmax'; readonly smallest: number }
  | {
      readonly kind: 'maxout';
      /** `[unit]`: the largest piece of the reference. */
      readonly winners: Vector;
      /** `[unit]`: the pieces that may be largest for a correct subject, none where only the winner may. */
      readonly rivals: readonly (readonly number[])[];
    };

export interface LayerErrors {
  readonly inputs: Enclosure;
  readonly preActivations: Enclosure;
  readonly activations: Enclosure;
  readonly crossing: Crossing;
  /** The slack of the activations. */
  readonly slack: number;
  readonly uncertain: readonly KinkSite[];
}

interface Place {
  readonly layer: number;
  readonly example: number;
}

/** What is known before the activation: everything but the crossing. */
interface Before {
  readonly inputs: Enclosure;
  readonly z: Vector;
  readonly a: Vector;
  readonly slack: number;
}

const maxoutErrors = (
  layer: RoundedLayer,
  { inputs, z, a, slack }: Before,
  rounding: Rounding,
  place: Place,
): LayerErrors => {
  const errors = preActivationErrors(layer, inputs, rounding, slack);
  const values = layer.pieces.map((piece) => preActivations(piece, inputs.values));
  const units = z.map((_, unit) => {
    const radii = errors.map((piece) => (1 + slack) * at(piece, unit));
    const heights = values.map((piece) => at(piece, unit));
    const floor = Math.max(...heights.map((height, piece) => height - at(radii, piece)));
    const possible = heights.flatMap((height, piece) => (height + at(radii, piece) >= floor ? [piece] : []));
    return {
      winner: heights.indexOf(Math.max(...heights)),
      rivals: possible.length > 1 ? possible : [],
      error: Math.max(...possible.map((piece) => at(at(errors, piece), unit))),
    };
  });
  const bounds = units.map(({ error }) => error);
  return {
    inputs,
    preActivations: { values: z, errors: bounds },
    activations: { values: a, errors: bounds },
    crossing: {
      kind: 'maxout',
      winners: units.map(({ winner }) => winner),
      rivals: units.map(({ rivals }) => rivals),
    },
    slack,
    uncertain: units.flatMap(({ rivals }, unit) =>
      rivals.map((piece) => ({ kind: 'maxout' as const, ...place, unit, piece })),
    ),
  };
};

const denseErrors = (layer: RoundedLayer, before: Before, rounding: Rounding, place: Place): LayerErrors => {
  const { inputs, z, a, slack } = before;
  const errors = at(preActivationErrors(layer, inputs, rounding, slack), 0);
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
  const states = z.map((value, unit) => ({ z: value, a: at(a, unit), zError: at(errors, unit) }));
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

/** Errors of every layer for one example, from the reference's trace. */
export const forwardErrors = (
  layers: readonly RoundedLayer[],
  input: Vector,
  trace: Trace,
  example: number,
  rounding: Rounding,
): readonly LayerErrors[] => {
  let inputs: Enclosure = { values: input, errors: input.map(rounding.represent) };
  let { slack } = rounding;
  return layers.map((layer, index) => {
    const z = at(at(trace.preActivations, index), example);
    const a = at(at(trace.activations, index), example);
    const bounds = layer.activation.name === 'maxout' ? maxoutErrors : denseErrors;
    const errors = bounds(layer, { inputs, z, a, slack }, rounding, { layer: index, example });
    inputs = errors.activations;
    slack = errors.slack;
    return errors;
  });
};
