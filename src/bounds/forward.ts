/** The forward pass of one example: errors of z, of a and of g'(z), layer by layer. Layers count from 0. */

import type { Trace } from '../model/answer.ts';
import type { KinkChoice, KinkSite } from '../model/kinks.ts';
import type { Matrix, Vector } from '../model/problem.ts';
import { unitErrors } from './activation-errors.ts';
import { preActivationErrors, preActivations } from './affine.ts';
import { at } from './at.ts';
import type { Enclosure } from './enclosure.ts';
import { activationGrid, affineGrid, type Grid, gridOf, isExact } from './grid.ts';
import type { RoundedLayer } from './layers.ts';
import type { Rounding } from './rounding.ts';
import type { Setting } from './setting.ts';
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
      /** `[unit][piece]`: the shares of the delta where they were chosen, else null. */
      readonly shares: readonly (Vector | null)[];
      /** `[unit]`: how far a subject's shares may be from them. */
      readonly away: Vector;
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
  /** Bounds of the errors of every piece's z, `[piece][unit]`. */
  readonly errors: Matrix;
  /** True where z is known exactly and the sign of a zero is decided by the documents' convention. */
  readonly decided: boolean;
  readonly choice: KinkChoice;
  /** The part of a jump that a subject may be away from what was chosen. */
  readonly spread: number;
}

const maxoutErrors = (
  layer: RoundedLayer,
  { inputs, z, a, slack, errors, decided, choice, spread }: Before,
  _rounding: Rounding,
  place: Place,
): LayerErrors => {
  const values = layer.pieces.map((piece) => preActivations(piece, inputs.values));
  const sharesOf = (unit: number, pieces: number): Vector | null => {
    const shares = Array.from({ length: pieces }, (_, piece) =>
      choice({ kind: 'maxout', ...place, unit, piece }),
    );
    return shares.every((share) => share === undefined) ? null : shares.map((share) => share ?? 0);
  };
  const units = z.map((_, unit) => {
    const radii = errors.map((piece) => (1 + slack) * at(piece, unit));
    const heights = values.map((piece) => at(piece, unit));
    const floor = Math.max(...heights.map((height, piece) => height - at(radii, piece)));
    const possible = heights.flatMap((height, piece) => (height + at(radii, piece) >= floor ? [piece] : []));
    return {
      winner: heights.indexOf(Math.max(...heights)),
      rivals: possible.length > 1 && !decided ? possible : [],
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
      shares: units.map(({ rivals }, unit) => (rivals.length > 0 ? sharesOf(unit, values.length) : null)),
      // From an even share each is at most 1 - 1/n away.
      away: units.map(({ rivals }) => 2 * spread * (1 - 1 / Math.max(1, rivals.length))),
    },
    slack,
    uncertain: units.flatMap(({ rivals }, unit) =>
      rivals.map((piece) => ({ kind: 'maxout' as const, ...place, unit, piece })),
    ),
  };
};

const denseErrors = (layer: RoundedLayer, before: Before, rounding: Rounding, place: Place): LayerErrors => {
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

const exactGrid = (grid: Grid | null, rounding: Rounding): Grid | null =>
  grid !== null && isExact(grid, rounding) ? grid : null;

const zeroErrors = ({ pieces }: RoundedLayer): Matrix => pieces.map(({ biases }) => biases.map(() => 0));

/** What the forward pass of one example ends in. */
export interface ForwardErrors {
  readonly layers: readonly LayerErrors[];
  /** The grid of the outputs while nothing has been rounded on the way to them. */
  readonly exact: Grid | null;
}

const exactly = (values: Vector): Enclosure => ({ values, errors: values.map(() => 0) });

/** Errors of every layer for one example, from the reference's trace. */
export const forwardErrors = (
  {
    layers,
    rounding,
    kinks,
    choice,
    spread,
  }: Pick<Setting, 'layers' | 'rounding' | 'kinks' | 'choice' | 'spread'>,
  input: Vector,
  trace: Trace,
  example: number,
): ForwardErrors => {
  let inputs: Enclosure = { values: input, errors: input.map(rounding.represent) };
  let { slack } = rounding;
  let exact = kinks === 'convention' ? exactGrid(gridOf(input), rounding) : null;
  const errors = layers.map((layer, index) => {
    const z = at(at(trace.preActivations, index), example);
    const a = at(at(trace.activations, index), example);
    const zGrid = exact && exactGrid(affineGrid(layer.grids, exact), rounding);
    exact = zGrid && exactGrid(activationGrid(layer.activation, zGrid), rounding);
    const rounded = zGrid === null ? preActivationErrors(layer, inputs, rounding, slack) : zeroErrors(layer);
    const before = {
      inputs,
      z,
      a,
      slack,
      errors: rounded,
      decided: zGrid !== null,
      choice,
      spread,
    };
    const bounds = layer.activation.name === 'maxout' ? maxoutErrors : denseErrors;
    const found = bounds(layer, before, rounding, { layer: index, example });
    inputs = exact === null ? found.activations : exactly(a);
    slack = found.slack;
    return { ...found, activations: inputs };
  });
  return { layers: errors, exact };
};
