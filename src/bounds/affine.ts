/** z = W a + b and v = W' delta: how errors pass through a matrix; section 3 of spec/bounds.md. */

import type { Matrix, Vector } from '../model/problem.ts';
import { at } from './at.ts';
import { choiceError } from './choice.ts';
import { type Enclosure, orInfinity, reach } from './enclosure.ts';
import type { Piece, RoundedLayer } from './layers.ts';
import { addMagnitudes, addMultiple, magnitudeProduct, product } from './loops.ts';
import type { Rounding } from './rounding.ts';

/** A sum of magnitudes beyond the largest number may overflow; its size follows from its own bound. */
const unlessOverflow = (error: number, relative: number, largest: number): number =>
  error / relative > largest ? Number.POSITIVE_INFINITY : orInfinity(error);

/** Per piece, bounds of the errors of z given those of the layer's inputs; `[piece][unit]`. */
export const preActivationErrors = (
  layer: RoundedLayer,
  inputs: Enclosure,
  rounding: Rounding,
  slack: number,
): Matrix => {
  const { flushed, inputSum, terms } = layer;
  const sources = new Float64Array(
    inputs.values.map((value, j) => {
      const error = at(inputs.errors, j);
      return error + inputSum * reach(value, error, slack);
    }),
  );
  const lost =
    terms * rounding.smallest +
    (flushed === 0
      ? 0
      : 2 * flushed * inputs.values.reduce((sum, a, j) => sum + reach(a, at(inputs.errors, j), slack), 0));
  return layer.pieces.map(({ weights, biasErrors }) =>
    weights.map((row, unit) => {
      const error = magnitudeProduct(row, sources) + at(biasErrors, unit) + lost;
      return unlessOverflow(error, inputSum, rounding.largest);
    }),
  );
};

/** z of one piece in float64. */
export const preActivations = ({ weights, biases }: Piece, inputs: Vector): Vector =>
  weights.map((row, unit) => product(row, inputs) + at(biases, unit));

/** How the errors of one layer's deltas reach the adjoints of its inputs, and the adjoints themselves. */
export interface Backward {
  /** `[unit]`: the piece whose weights lead back. */
  readonly routes: Vector;
  /** `[unit]`: the pieces that another subject's maximum may have chosen. */
  readonly candidates: readonly (readonly number[])[];
  /** `[unit][piece]`: the shares of a delta among its candidates where they were chosen, else null. */
  readonly shares: readonly (Vector | null)[];
  /** omega, enlarged for a factor that comes late. */
  readonly smallest: number;
  /** Where a delta counts as it is, or divided by the scale, whichever is larger. */
  readonly unscaled: (magnitude: number) => number;
}

/** The largest |weight| among pieces at each input, and how far apart the weights are. */
const envelope = (rows: readonly Vector[], width: number) => {
  const [sizes, spreads] = [new Array<number>(width), new Array<number>(width)];
  for (let j = 0; j < width; j += 1) {
    const weights = rows.map((row) => at(row, j));
    const [low, high] = [Math.min(...weights), Math.max(...weights)];
    sizes[j] = Math.max(-low, high);
    spreads[j] = high - low;
  }
  return { sizes, spreads };
};

/** v = W' delta with its error, one component per input of the layer. */
export const adjointsOfInputs = (
  layer: RoundedLayer,
  deltas: Enclosure,
  { routes, candidates, shares, smallest, unscaled }: Backward,
  rounding: Rounding,
  slack: number,
): Enclosure => {
  const width = at(at(layer.pieces, 0).weights, 0).length;
  const values = new Float64Array(width);
  const errors = new Float64Array(width).fill((deltas.values.length + 1) * smallest);
  // A delta that is split among tied pieces is several terms of the sum over the units.
  const split = candidates.reduce((terms, pieces) => terms + Math.max(0, pieces.length - 1), 0);
  const unitSum = split === 0 ? layer.unitSum : layer.unitSum + rounding.chain(split) * (1 + layer.unitSum);
  deltas.values.forEach((delta, unit) => {
    const error = at(deltas.errors, unit);
    const most = reach(delta, error, slack);
    const source = error + unitSum * most;
    const lost = 2 * layer.flushed * most;
    const chosen = at(shares, unit);
    if (chosen !== null) {
      for (const piece of at(candidates, unit)) {
        const share = at(chosen, piece);
        const weights = at(at(layer.pieces, piece).weights, unit);
        addMultiple(values, weights, share * delta);
        const extra = choiceError(share, rounding) + rounding.chain(1) * share;
        addMagnitudes(errors, weights, share * source + extra * most, lost + smallest);
      }
      return;
    }
    const row = at(at(layer.pieces, at(routes, unit)).weights, unit);
    const rivals = at(candidates, unit).map((piece) => at(at(layer.pieces, piece).weights, unit));
    addMultiple(values, row, delta);
    if (rivals.length === 0) {
      addMagnitudes(errors, row, source, lost);
    } else {
      const { sizes, spreads } = envelope([row, ...rivals], width);
      addMagnitudes(errors, sizes, source, lost);
      addMultiple(errors, spreads, most);
    }
  });
  const bounded = Array.from(errors).map((error) =>
    unscaled(error / layer.unitSum) > rounding.largest ? Number.POSITIVE_INFINITY : orInfinity(error),
  );
  return { values: Array.from(values), errors: bounded };
};
