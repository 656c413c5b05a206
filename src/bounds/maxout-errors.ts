/** Errors through a maxout layer, and the pieces that may be its largest. */

import type { Vector } from '../model/problem.ts';
import { preActivations } from './affine.ts';
import { at } from './at.ts';
import type { Before, LayerErrors, Place } from './layer-errors.ts';
import type { RoundedLayer } from './layers.ts';

/** Errors of a maxout layer: its value has the error of every piece that may be the largest. */
export const maxoutErrors = (
  layer: RoundedLayer,
  { inputs, z, a, slack, errors, decided, choice, spread }: Before,
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
